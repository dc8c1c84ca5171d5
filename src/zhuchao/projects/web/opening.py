"""Registering a project, and changing its data."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE, TradeForm, posted
from zhuchao.frame.marks import Crumb
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.web.deeds import deed
from zhuchao.projects.web.shapes import given_fields, with_fields
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

#: Choosing the class or the form asks anew which data such a project has.
_ASKS_ANEW = {
    "hx-get": "",
    "hx-include": "closest form",
    "hx-params": "not csrfmiddlewaretoken",
    "hx-target": "closest form",
    "hx-select": "form.zc-form",
    "hx-swap": "outerHTML",
    "hx-trigger": "change",
    # A later choice takes the place of one still on its way, so that nothing chosen is lost.
    "hx-sync": "closest form:replace",
}


class LeadProjectForm(TradeForm):
    """What a lead does not know of the project it becomes."""

    name = forms.CharField(label="项目名称", max_length=200)
    klass = forms.ChoiceField(label="项目类别", widget=forms.Select(attrs=_ASKS_ANEW))
    nature = forms.ChoiceField(label="项目性质", help_text="增资扩产与盘活单独计数，不计入新引进")
    form = forms.ChoiceField(label="合作方式", widget=forms.Select(attrs=_ASKS_ANEW))
    opened_on = forms.DateField(label="入库日", widget=forms.DateInput())
    summary = forms.CharField(
        label="项目简介", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("klass", "classes"), ("nature", "natures"), ("form", "forms")):
            self.offer(name, [NO_CHOICE, *selectors.choices(kind).items()])


class OpenForm(LeadProjectForm):
    """A new project: who, what, how."""

    field_order = (
        "name",
        "company_name",
        "uscc",
        "office",
        "klass",
        "nature",
        "form",
        "opened_on",
        "summary",
    )
    company_name = forms.CharField(label="投资方", max_length=200, help_text="投资企业或团队的全称")
    uscc = forms.CharField(
        label="投资方统一社会信用代码", max_length=40, required=False, help_text="境外投资方可以留空"
    )
    office = forms.ChoiceField(label="牵头单位")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        mine = [(o.code, o.name) for o in offices(actor) if rights.may_open(actor, o.code)]
        self.offer("office", mine or [(actor.home_office, actor.post_name)])


@staff_page
def open_project(request: ActorRequest) -> HttpResponseBase:
    """Register a project; a company hands over what it knows by ``?uscc=&company_name=``."""
    initial = {"office": request.actor.home_office}
    intro = "先登记最要紧的几项，其余随阶段推进再填；同一项目只登记一次，其他单位作为协助单位参与。"
    return _opened(request, OpenForm, flows.open_project, title="登记项目", intro=intro, initial=initial)


@staff_page
def open_from_lead(request: ActorRequest, lead: str) -> HttpResponseBase:
    """Make a lead a project; what the lead knows comes along."""
    if refusal := selectors.lead_refusal(request.actor, lead):
        raise Refused(refusal)
    flow = partial(flows.open_from_lead, lead=lead)
    intro = "企业、渠道、引荐人、来源地和成果份额由线索带入；转为项目后线索办结为“达成意向”。"
    return _opened(request, LeadProjectForm, flow, title="线索转为项目", intro=intro, initial={})


def _opened(
    request: ActorRequest,
    form_class: type[TradeForm],
    flow: Callable[..., str],
    *,
    title: str,
    intro: str,
    initial: dict[str, Any],
) -> HttpResponseBase:
    asked = request.POST or request.GET
    specs = selectors.first_fields(asked.get("klass", ""), asked.get("form", ""))
    told = {"opened_on": timezone.localdate(), "nature": "new"} | initial | request.GET.dict()
    form = with_fields(form_class, specs)(request.actor, request.POST or None, initial=told)

    def register(cleaned: dict[str, Any]) -> str:
        given = {k: v for k, v in cleaned.items() if not k.startswith("field_")}
        return flow(actor=request.actor, fields=given_fields(cleaned), **given)

    return posted(
        request,
        form,
        register,
        done=lambda _: "已登记项目。下一步需要什么，见页面上方。",
        back=lambda code: reverse("projects:detail", args=[code]),
        title=title,
        action=request.path,
        submit="登记",
        intro=intro,
        breadcrumbs=[Crumb("项目", reverse("projects:list")), Crumb(title)],
    )


class FieldsForm(TradeForm):
    """The data of a project; the day from which the new values hold."""

    happened_on = forms.DateField(label="自何日起", widget=forms.DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


@staff_page
def fields(request: ActorRequest, code: str) -> HttpResponseBase:
    """Change what is planned or known."""
    row = selectors.row_for(request.actor, code)
    specs = [s for s in selectors.field_specs().values() if s.applies(row.klass, row.form)]
    initial: dict[str, Any] = {f"field_{c}": v for c, v in row.fields.items()}
    initial |= {"happened_on": timezone.localdate(), "version": row.version}
    form = with_fields(FieldsForm, specs)(request.POST or None, initial=initial)
    return deed(
        request,
        code,
        form,
        _change,
        title="修改数据",
        done="已更新，原值留在项目动态中。",
        intro="改动作为新的记录留存，旧值不会丢失；清空一项不会删除原值。",
    )


def _change(*, actor: Actor, code: str, happened_on: date, version: int | None, **typed: Any) -> None:
    flows.set_fields(
        actor=actor, code=code, fields=given_fields(typed), happened_on=happened_on, version=version
    )
