"""Forms of the master: adopt, add, correct, rename. Each posts to one flow."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhuchao.companies import flows, selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.selectors import CompanyView
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.refusal import Refused

_DAY_ERRORS = {"invalid": "日期应写作 2026-11-24 这样的形式"}
_NUMBER_ERRORS = {"invalid": "请填写数字，不带单位和逗号"}


class MasterForm(TradeForm):
    """What the master holds of a company."""

    units: ClassVar = {"capital_wan": "万元"}
    name = forms.CharField(label="企业名称", max_length=200, help_text="营业执照上的全称")
    kind = forms.ChoiceField(label="类型")
    county_code = forms.CharField(
        label="所在区县",
        required=False,
        max_length=60,
        help_text="写区县名称即可，如“柯桥区”；重名时写全称",
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    reg_date = forms.DateField(
        label="成立日期", required=False, widget=forms.DateInput(), error_messages=_DAY_ERRORS
    )
    capital_wan = forms.DecimalField(label="注册资本", required=False, error_messages=_NUMBER_ERRORS)
    industry_code = forms.CharField(
        label="行业代码",
        required=False,
        max_length=10,
        help_text="国民经济行业分类（GB/T 4754），2 至 4 位数字",
    )
    address = forms.CharField(label="地址", required=False, max_length=300)
    scope = forms.CharField(label="经营范围", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    note = forms.CharField(
        label="备注", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", selectors.kinds())


class AddForm(MasterForm):
    """A company the registry does not know."""

    uscc = forms.CharField(
        label="统一社会信用代码", max_length=40, help_text="营业执照上的 18 位代码，会核对校验位"
    )
    field_order = ("uscc", "name")


class CorrectForm(MasterForm):
    """The same fields, with the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput())


class RenameForm(TradeForm):
    """A new name and the day it took over."""

    name = forms.CharField(label="变更后的名称", max_length=200)
    since = forms.DateField(
        label="更名日",
        widget=forms.DateInput(),
        error_messages=_DAY_ERRORS,
        help_text="登记机关核准变更的日期",
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


@staff_page
@require_POST
def adopt(request: ActorRequest, uscc: str) -> HttpResponseBase:
    """From the registry into the master."""
    try:
        flows.adopt_company(actor=request.actor, uscc=uscc)
    except Refused as refused:
        if refused.forbidden:
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, "已纳入企业主档，可更正内容、添加联系人。")
    return redirect("companies:detail", uscc)


@staff_page
def add(request: ActorRequest) -> HttpResponseBase:
    """A company by hand."""
    rights.need_keeper(request.actor)
    form = AddForm(request.POST or None, initial={"uscc": request.GET.get("uscc", "")})
    code = _done(form, lambda given: flows.add_company(actor=request.actor, **given))
    if code:
        messages.success(request, "已登记到企业主档。")
        return redirect("companies:detail", code)
    return _shown(
        request,
        form,
        title="手工登记企业",
        submit="登记",
        intro="登记库里查不到的企业在这里登记；登记库里已有的，请打开企业页面点“纳入企业主档”。",
        back=reverse("companies:list"),
        crumbs=[Crumb("企业主档", reverse("companies:list")), Crumb("手工登记企业")],
    )


@staff_page
def correct(request: ActorRequest, uscc: str) -> HttpResponseBase:
    """What was wrong, put right."""
    found = _kept(request, uscc)
    form = CorrectForm(request.POST or None, initial=_initial(found))

    def put_right(given: dict[str, Any]) -> str:
        version = given.pop("version")
        flows.correct_company(actor=request.actor, uscc=uscc, version=version, changes=given)
        return found.uscc

    if _done(form, put_right):
        messages.success(request, "已更正，原值留在经过里。")
        return redirect("companies:detail", found.uscc)
    intro = "名称写错时在这里改；企业经登记机关更名的，请用“更名”，原名会作为曾用名保留。"
    return _of(request, form, found, "更正企业信息", "保存更正", intro)


@staff_page
def rename(request: ActorRequest, uscc: str) -> HttpResponseBase:
    """A new name from a day on."""
    found = _kept(request, uscc)
    start = {"version": found.version, "since": timezone.localdate()}
    form = RenameForm(request.POST or None, initial=start)

    def take(given: dict[str, Any]) -> str:
        flows.rename_company(actor=request.actor, uscc=uscc, **given)
        return found.uscc

    if _done(form, take):
        messages.success(request, "已更名，原名作为曾用名保留，仍可查到。")
        return redirect("companies:detail", found.uscc)
    return _of(request, form, found, "企业更名", "更名", f"现用名称：{found.name}")


def _kept(request: ActorRequest, uscc: str) -> CompanyView:
    rights.need_keeper(request.actor)
    found = selectors.company(request.actor, uscc)
    if found is None:
        raise Http404
    return found


def _initial(found: CompanyView) -> dict[str, Any]:
    names = ("name", "kind", "reg_date", "industry_code", "address", "scope", "note", "version")
    amount = found.capital_wan
    return {name: getattr(found, name) for name in names} | {
        "county_code": found.region,
        "capital_wan": None if amount is None else f"{amount.normalize():f}",
    }


def _done(form: TradeForm, flow: Callable[[dict[str, Any]], str]) -> str:
    """The flow's answer; empty when the form is new or was refused, and then says why."""
    if not (form.is_bound and form.is_valid()):
        return ""
    try:
        return flow(dict(form.cleaned_data))
    except Refused as refused:
        if refused.forbidden:
            raise
        refused_into(form, refused)
        return ""


def _of(
    request: ActorRequest, form: TradeForm, found: CompanyView, title: str, submit: str, intro: str
) -> HttpResponse:
    back = reverse("companies:detail", args=[found.uscc])
    crumbs = [Crumb("企业主档", reverse("companies:list")), Crumb(found.name, back), Crumb(title)]
    return _shown(
        request, form, title=f"{title}：{found.name}", submit=submit, intro=intro, back=back, crumbs=crumbs
    )


def _shown(
    request: ActorRequest,
    form: TradeForm,
    *,
    title: str,
    submit: str,
    intro: str,
    back: str,
    crumbs: list[Crumb],
) -> HttpResponse:
    return show(
        request,
        form,
        title=title,
        submit=submit,
        intro=intro,
        cancel_url=back,
        breadcrumbs=crumbs,
        template="companies/form.html",
        context={"places": selectors.home_places() if "county_code" in form.fields else ()},
    )
