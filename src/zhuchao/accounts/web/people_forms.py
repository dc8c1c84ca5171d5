"""What the two administrators do with an account: open, reset, close, appoint, end."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import PersonRow
from zhuchao.accounts.web.acting import done, posted
from zhuchao.accounts.web.people import KEEPERS
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refused


class PersonForm(TradeForm):
    """A new account."""

    name = forms.CharField(label="姓名", max_length=40)
    login = forms.CharField(
        label="登录名",
        max_length=40,
        help_text="以字母开头，3 至 40 位，只含字母、数字、点、横线和下划线，一般用姓名拼音。",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label="人员编号", max_length=40, required=False, help_text="人事编号；不填由系统编制。"
    )


class ReasonForm(TradeForm):
    """Why an account ends."""

    reason = forms.CharField(label="停用原因", max_length=200, help_text="如：调离、退休。记入审计。")


class AssignForm(TradeForm):
    """A post and its days."""

    post = forms.ChoiceField(label="岗位")
    start = forms.DateField(
        label="起任日", widget=forms.DateInput(), required=False, help_text="不填即今天。"
    )
    end = forms.DateField(label="止任日", widget=forms.DateInput(), required=False, help_text="不填即长期。")


class EndForm(TradeForm):
    """The last day of a holding."""

    last_day = forms.DateField(
        label="止任日",
        widget=forms.DateInput(),
        required=False,
        help_text="当天仍在任；不填即今天。",
    )


@page(Role.SYSTEM_ADMIN)
@never_cache
def create(request: ActorRequest) -> HttpResponse:
    """Open an account; the first password is shown once."""
    form = PersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            code, password = flows.create_person(
                actor=request.actor, login=given["login"], name=given["name"], code=given["code"]
            )
        except Refused as refused:
            refused_into(form, refused)
        else:
            return _password_once(request, "账号已开设", code, password)
    crumbs = [Crumb("人员与账号", reverse("accounts:people")), Crumb("开设账号")]
    return show(
        request,
        form,
        title="开设账号",
        submit="开设",
        intro="新账号没有任何权限，由安全管理员任命岗位后才能查看和办理业务。",
        cancel_url=reverse("accounts:people"),
        breadcrumbs=crumbs,
    )


def _password_once(request: ActorRequest, title: str, code: str, password: str) -> HttpResponse:
    found = _person(request.actor, code)
    context = {"title": title, "person": found, "password": password, "breadcrumbs": _crumbs(found, title)}
    return render(request, "accounts/password_once.html", context)


def _person(actor: Actor, code: str) -> PersonRow:
    found = selectors.person(actor, code)
    if found is None:
        raise Http404
    return found


def _crumbs(person: PersonRow, here: str) -> list[Crumb]:
    return [
        Crumb("人员与账号", reverse("accounts:people")),
        Crumb(person.name, reverse("accounts:person", args=[person.code])),
        Crumb(here),
    ]


@page(Role.SYSTEM_ADMIN)
@never_cache
def reset(request: ActorRequest, code: str) -> HttpResponse:
    """Reset a password; the one-time password is shown once."""
    found = _person(request.actor, code)
    form = TradeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            password = flows.reset_password(actor=request.actor, person=code)
        except Refused as refused:
            refused_into(form, refused)
        else:
            return _password_once(request, "口令已重置", code, password)
    return show(
        request,
        form,
        title=f"重置“{found.name}”的口令",
        submit="重置口令",
        intro="原口令立即失效，此人在各处的登录全部结束；系统给出一次性口令，首次登录时必须修改。请先核实是本人提出。",
        cancel_url=reverse("accounts:person", args=[code]),
        breadcrumbs=_crumbs(found, "重置口令"),
        keep_draft=False,
    )


@page(Role.SYSTEM_ADMIN)
def deactivate(request: ActorRequest, code: str) -> HttpResponse:
    """Close an account with its holdings."""
    found = _person(request.actor, code)
    form = ReasonForm(posted(request))
    if done(request, form, lambda given: flows.deactivate_person(actor=request.actor, person=code, **given)):
        messages.success(request, f"“{found.name}”的账号已停用，任职和登录一并终止。")
        return redirect("accounts:person", code)
    return show(
        request,
        form,
        title=f"停用“{found.name}”的账号",
        submit="停用账号",
        intro="停用后不能登录，所有任职自今天终止。还有职责未移交的，须先办理职责交接。",
        cancel_url=reverse("accounts:person", args=[code]),
        breadcrumbs=_crumbs(found, "停用账号"),
    )


@page(Role.SECURITY_ADMIN)
def assign(request: ActorRequest, code: str) -> HttpResponse:
    """Let a person hold a post."""
    found = _person(request.actor, code)
    choices = [
        (p.code, f"{p.office_name} · {p.name}（{'、'.join(p.role_names) or '未设角色'}）")
        for p in selectors.posts(request.actor)
    ]
    form = AssignForm(posted(request), initial={"post": request.GET.get("post", "")})
    form.offer("post", [("", "请选择岗位"), *choices])
    if done(request, form, lambda given: flows.assign_post(actor=request.actor, person=code, **given)):
        messages.success(request, f"已任命“{found.name}”。")
        return redirect("accounts:person", code)
    return show(
        request,
        form,
        title=f"任命“{found.name}”",
        submit="任命",
        intro="任职后即具有该岗位的角色。三类管理员角色互斥，也不能与业务角色由同一人担任。",
        cancel_url=reverse("accounts:person", args=[code]),
        breadcrumbs=_crumbs(found, "任命岗位"),
    )


@page(*KEEPERS)
def end(request: ActorRequest, code: str) -> HttpResponse:
    """End a holding; refused while duties are neither handed over nor signed for."""
    found = _person(request.actor, code)
    post = selectors.post(request.actor, request.GET.get("post", ""))
    if post is None:
        raise Http404
    held, form = post.code, EndForm(posted(request))
    if done(
        request, form, lambda given: flows.end_holding(actor=request.actor, person=code, post=held, **given)
    ):
        messages.success(request, f"“{found.name}”不再任{post.office_name}{post.name}。")
        return redirect("accounts:person", code)
    return show(
        request,
        form,
        title=f"终止任职：{found.name}，{post.office_name}{post.name}",
        submit="终止任职",
        intro="该岗位还有未移交的职责且没有其他人在任时，不能终止任职。",
        cancel_url=reverse("accounts:person", args=[code]),
        breadcrumbs=_crumbs(found, "终止任职"),
        keep_draft=False,
    )
