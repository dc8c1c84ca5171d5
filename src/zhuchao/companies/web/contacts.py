"""Contacts: the masked list, one in clear, add and delete."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhuchao.accounts.selectors import offices
from zhuchao.companies import flows, selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.selectors import ContactView
from zhuchao.companies.web.detail import shown
from zhuchao.companies.web.refusals import not_in_master
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

DEFINITIONS = {
    "姓名、电话、邮箱": "个人信息，列表和导出只给出隐去后的内容；需要时在企业页面逐个显示，并记入审计",
    "用途": "保存该联系方式的目的（个人信息保护法第六条）",
}


class ContactForm(TradeForm):
    """A person to talk to."""

    name = forms.CharField(label="姓名", max_length=40)
    title = forms.CharField(label="职务", max_length=80, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False, help_text="手机，或带区号的座机")
    email = forms.CharField(label="邮箱", max_length=120, required=False)
    purpose = forms.CharField(
        label="用途", max_length=200, help_text="为何保存，如“扩产项目对接”；用完请删除联系人"
    )


class DropForm(TradeForm):
    """Why a contact is forgotten."""

    reason = forms.CharField(label="删除原因", max_length=200, help_text="如“已离职”“本人要求”“项目已结束”")


@staff_page
def contacts(request: ActorRequest) -> HttpResponseBase:
    """Contacts of the offices the actor sees, masked; the export is masked too and written down."""
    crumbs = [Crumb("企业库", reverse("companies:search")), Crumb("联系人")]
    return respond(request, _spec(request.actor), context={"breadcrumbs": crumbs})


def _spec(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        found = selectors.find_contacts(
            actor,
            text=query.text,
            office=query.filters.get("office", ""),
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(c) for c in found.rows], found.total)

    return ListSpec(
        id="contacts",
        title="联系人",
        columns=[
            Column(
                "company_name",
                "企业",
                kind="link",
                sortable=False,
                url=lambda r: reverse("companies:detail", args=[r["uscc"]]),
            ),
            Column("name", "姓名", sortable=False, note="title"),
            Column("phone", "电话", kind="code", sortable=False),
            Column("email", "邮箱", sortable=False),
            Column("purpose", "用途", sortable=False),
            Column("office_name", "登记单位", sortable=False),
            Column("created_at", "登记日期", kind="date", sortable=False),
        ],
        filters=[
            Filter(
                "office",
                "登记单位",
                choices=lambda: [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)],
            )
        ],
        fetch=fetch,
        definitions=DEFINITIONS,
        counter="人",
        search_label="企业名称或信用代码",
        empty_text="没有您可查看的联系人。在企业页面点“添加联系人”登记。",
    )


def _row(contact: ContactView) -> dict[str, Any]:
    names = (
        "uscc",
        "company_name",
        "name",
        "title",
        "phone",
        "email",
        "purpose",
        "office_name",
        "created_at",
    )
    return {name: getattr(contact, name) for name in names} | {
        "created_at": timezone.localdate(contact.created_at)
    }


@staff_page
@require_POST
def reveal(request: ActorRequest, code: str) -> HttpResponseBase:
    """One contact in clear: its row for the page that asked, else the whole page."""
    values = flows.reveal_contact(actor=request.actor, code=code)
    if request.headers.get("HX-Request") != "true":
        return shown(request, values.uscc, values)
    row = next(c for c in selectors.contacts(request.actor, values.uscc) if c.code == code)
    return render(request, "companies/_contact.html", {"contact": row, "values": values})


@staff_page
def add(request: ActorRequest, uscc: str) -> HttpResponseBase:
    """A new contact of a company of the master."""
    rights.need_keeper(request.actor)
    found = selectors.company(request.actor, uscc)
    if found is None:
        raise Refused(not_in_master())
    form = ContactForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            flows.add_contact(actor=request.actor, uscc=uscc, **form.cleaned_data)
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已添加联系人，页面上隐去部分内容。")
            return redirect("companies:detail", found.uscc)
    intro = "只登记联系工作所需的内容。姓名和联系方式属个人信息，查看全部内容会记入审计。"
    return _form(request, form, found.uscc, found.name, "添加联系人", "添加", intro)


@staff_page
def drop(request: ActorRequest, code: str) -> HttpResponseBase:
    """Forget a contact."""
    actor = request.actor
    row = selectors.contact(actor, code)
    form = DropForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            flows.drop_contact(actor=actor, code=code, reason=form.cleaned_data["reason"])
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已删除联系人，姓名和联系方式已清除。")
            return redirect("companies:detail", row.uscc)
    intro = f"将清除“{row.name}”的姓名、职务、电话和邮箱，不能恢复；登记和删除的经过仍保留在审计记录里。"
    return _form(request, form, row.uscc, row.company_name, "删除联系人", "删除", intro)


def _form(
    request: ActorRequest, form: TradeForm, uscc: str, company: str, title: str, submit: str, intro: str
) -> HttpResponse:
    back = reverse("companies:detail", args=[uscc])
    crumbs = [Crumb("企业主档", reverse("companies:list")), Crumb(company, back), Crumb(title)]
    return show(
        request,
        form,
        title=f"{title}：{company}",
        submit=submit,
        intro=intro,
        cancel_url=back,
        breadcrumbs=crumbs,
        keep_draft=False,
    )
