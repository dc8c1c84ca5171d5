"""What the system administrator does with offices and posts."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import OfficeRow, PostRow
from zhuchao.accounts.web.acting import done, posted
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor, Role

_DOCUMENT = "写明文号，如：某委编〔2026〕3号。"


def office_choices(actor: Actor, *, without: str = "") -> list[tuple[str, str]]:
    """The living offices in the order of the tree."""
    return [(o.code, f"{'　' * o.depth}{o.name}") for o in selectors.offices(actor) if o.code != without]


class OfficeForm(TradeForm):
    """A new office."""

    name = forms.CharField(label="机构名称", max_length=80)
    code = forms.CharField(
        label="机构编号",
        max_length=40,
        help_text="1 至 40 位字母、数字、点、横线或下划线，设立后不再改变；更名、合并都不影响编号。",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    kind = forms.ChoiceField(label="类型")
    parent = forms.ChoiceField(label="上级机构", required=False)
    valid_from = forms.DateField(
        label="设立日", required=False, widget=forms.DateInput(), help_text="不填即今天。"
    )
    document = forms.CharField(label="依据文件", max_length=200, required=False, help_text=_DOCUMENT)


class RenameForm(TradeForm):
    """A new name."""

    name = forms.CharField(label="新名称", max_length=80)
    document = forms.CharField(label="依据文件", max_length=200, help_text=_DOCUMENT)
    since = forms.DateField(
        label="启用日",
        required=False,
        widget=forms.DateInput(),
        help_text="不填即今天；此前的记录仍显示当时的名称。",
    )


class CloseForm(TradeForm):
    """The end of an office."""

    document = forms.CharField(label="依据文件", max_length=200, help_text=_DOCUMENT)
    last_day = forms.DateField(
        label="撤销日", required=False, widget=forms.DateInput(), help_text="最后一天；不填即今天。"
    )


class PostForm(TradeForm):
    """A new post."""

    name = forms.CharField(label="岗位名称", max_length=80)
    is_head = forms.BooleanField(label="主要负责人岗位", required=False)
    code = forms.CharField(label="岗位编号", max_length=40, required=False, help_text="不填由系统编制。")
    valid_from = forms.DateField(
        label="设立日", required=False, widget=forms.DateInput(), help_text="不填即今天。"
    )


class EndPostForm(TradeForm):
    """The end of a post."""

    last_day = forms.DateField(
        label="撤销日", required=False, widget=forms.DateInput(), help_text="最后一天；不填即今天。"
    )


def the_office(actor: Actor, code: str) -> OfficeRow:
    """The office; 404 when there is none."""
    found = selectors.office(actor, code)
    if found is None:
        raise Http404
    return found


def crumbs(office: OfficeRow, here: str) -> list[Crumb]:
    """From the tree by the office to here."""
    return [
        Crumb("机构", reverse("accounts:offices")),
        Crumb(office.name, reverse("accounts:office", args=[office.code])),
        Crumb(here),
    ]


@page(Role.SYSTEM_ADMIN)
def create(request: ActorRequest) -> HttpResponse:
    """Found an office."""
    actor = request.actor
    form = OfficeForm(posted(request), initial={"parent": request.GET.get("parent", "")})
    form.offer("kind", [("", "请选择类型"), *selectors.office_kinds()])
    form.offer("parent", [("", "无（根机构）"), *office_choices(actor)])
    if done(request, form, lambda given: flows.create_office(actor=actor, **given)):
        messages.success(request, f"已设立“{form.cleaned_data['name']}”。")
        return redirect("accounts:office", form.cleaned_data["code"].strip())
    return show(
        request,
        form,
        title="设立机构",
        submit="设立",
        cancel_url=reverse("accounts:offices"),
        breadcrumbs=[Crumb("机构", reverse("accounts:offices")), Crumb("设立机构")],
    )


@page(Role.SYSTEM_ADMIN)
def rename(request: ActorRequest, code: str) -> HttpResponse:
    """Write down a new name."""
    found = the_office(request.actor, code)
    form = RenameForm(posted(request))
    if done(request, form, lambda given: flows.rename_office(actor=request.actor, code=code, **given)):
        messages.success(request, f"“{found.name}”已更名为“{form.cleaned_data['name']}”。")
        return redirect("accounts:office", code)
    return show(
        request,
        form,
        title=f"“{found.name}”更名",
        submit="更名",
        intro="编号、职责和记录都不变，只改名称。",
        cancel_url=reverse("accounts:office", args=[code]),
        breadcrumbs=crumbs(found, "更名"),
    )


@page(Role.SYSTEM_ADMIN)
def close(request: ActorRequest, code: str) -> HttpResponse:
    """End an office that owes nothing."""
    found = the_office(request.actor, code)
    form = CloseForm(posted(request))
    if done(request, form, lambda given: flows.close_office(actor=request.actor, code=code, **given)):
        messages.success(request, f"“{found.name}”已撤销。")
        return redirect("accounts:office", code)
    return show(
        request,
        form,
        title=f"撤销“{found.name}”",
        submit="撤销机构",
        intro="撤销的机构不能恢复。仍有未移交的职责、在岗人员或下级机构时不能撤销；有机构承接的，请用合并或拆分。",
        cancel_url=reverse("accounts:office", args=[code]),
        breadcrumbs=crumbs(found, "撤销"),
    )


@page(Role.SYSTEM_ADMIN)
def create_post(request: ActorRequest, code: str) -> HttpResponse:
    """Create a post in the office."""
    found = the_office(request.actor, code)
    form = PostForm(posted(request))
    if done(request, form, lambda given: flows.create_post(actor=request.actor, office=code, **given)):
        messages.success(request, f"已设立岗位“{form.cleaned_data['name']}”，角色由安全管理员设定。")
        return redirect("accounts:office", code)
    return show(
        request,
        form,
        title=f"在“{found.name}”设立岗位",
        submit="设立",
        intro="新岗位没有任何权限，由安全管理员设定角色。",
        cancel_url=reverse("accounts:office", args=[code]),
        breadcrumbs=crumbs(found, "设立岗位"),
    )


@page(Role.SYSTEM_ADMIN)
def end_post(request: ActorRequest, code: str) -> HttpResponse:
    """End a post nobody holds and that owes nothing."""
    post = the_post(request.actor, code)
    form = EndPostForm(posted(request))
    if done(request, form, lambda given: flows.end_post(actor=request.actor, code=code, **given)):
        messages.success(request, f"岗位“{post.office_name}{post.name}”已撤销。")
        return redirect("accounts:office", post.office)
    return show(
        request,
        form,
        title=f"撤销岗位：{post.office_name}{post.name}",
        submit="撤销岗位",
        intro="还有人在任或有未移交的职责时不能撤销。",
        cancel_url=reverse("accounts:office", args=[post.office]),
        breadcrumbs=crumbs(the_office(request.actor, post.office), "撤销岗位"),
    )


def the_post(actor: Actor, code: str) -> PostRow:
    """The post; 404 when there is none."""
    found = selectors.post(actor, code)
    if found is None:
        raise Http404
    return found
