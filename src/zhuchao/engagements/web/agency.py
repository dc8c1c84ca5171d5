"""委托招商协议: the list, one contract with its payments, and its forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine import rights
from zhuchao.engagements.selectors import ContractFile, ContractView
from zhuchao.engagements.web.agency_forms import EndForm, PayForm, SignForm
from zhuchao.engagements.web.introducers import leads_of
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event, Field, Section
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.frame.standing import standing_tag
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@staff_page
def contracts(request: ActorRequest) -> HttpResponseBase:
    """Contracts of the offices the actor sees."""
    context = {
        "actions": [Action("登记协议", reverse("engagements:sign-contract"), primary=True, icon="plus")]
    }
    return respond(request, _spec(request.actor), template="engagements/introducers.html", context=context)


def _spec(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        found = selectors.find_contracts(
            actor,
            text=query.text,
            state=query.filters.get("state", ""),
            channel=query.filters.get("channel", ""),
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    return ListSpec(
        id="agency-contracts",
        title="委托招商协议",
        columns=_COLUMNS,
        filters=[
            Filter("state", "状态", choices=[("running", "履行中"), ("ended", "已终止")]),
            Filter("channel", "渠道", choices=lambda: list(selectors.agency_channels().items())),
        ],
        fetch=fetch,
        counter="份",
        sort="-signed_on",
        search_label="文号或引荐人",
        row_key="code",
        definitions={
            "已付": "已登记且未作废的付款合计",
            "已核实": "已付中由录入人以外的人核实过的部分",
        },
        empty_text="还没有委托招商协议。与中介机构签约后请在此登记。",
    )


_COLUMNS = [
    Column(
        "number", "协议文号", kind="link", url=lambda r: reverse("engagements:contract", args=[r["code"]])
    ),
    Column("introducer", "引荐人", sortable=False),
    Column("channel", "渠道", sortable=False),
    Column("office_code", "签约单位"),
    Column("signed_on", "签订日", kind="date"),
    Column("ends_on", "截止日", kind="date"),
    Column("fee_wan", "约定", "万元", kind="number"),
    Column("paid_wan", "已付", "万元", kind="number", sortable=False),
    Column("verified_wan", "已核实", "万元", kind="number", sortable=False),
    Column("state", "状态", kind="tag", sortable=False),
]


def _row(r: ContractView) -> dict[str, Any]:
    return {
        "code": r.code,
        "number": r.number,
        "introducer": r.introducer_name,
        "channel": r.channel_name,
        "office_code": r.office_name,
        "signed_on": r.signed_on,
        "ends_on": r.ends_on,
        "fee_wan": r.fee_wan,
        "paid_wan": r.paid_wan,
        "verified_wan": r.verified_wan,
        "state": _tag(r),
    }


def _tag(r: ContractView) -> Tag:
    if r.paid_wan > r.fee_wan:
        return Tag("已付超出约定", "red")
    return Tag(r.state_name, {"履行中": "blue", "已到期": "amber"}.get(r.state_name, "grey"))


@staff_page
def contract(request: ActorRequest, code: str) -> HttpResponseBase:
    """One contract: terms, money, results."""
    found = selectors.contract_file(request.actor, code)
    return details.respond(
        request,
        title=found.number,
        subtitle=f"委托招商协议 · {found.introducer_name}",
        state=_tag(found),
        owner=found.office_name,
        due=f"截止 {found.ends_on}" if found.state == "running" else "",
        sections=_sections(found),
        actions=_actions(request.actor, found),
        timeline=[
            Event(
                on=s.happened_on,
                title=s.event,
                text=s.text,
                by=s.actor_name,
                recorded_at=s.recorded_at,
                state=standing_tag(s.standing),
            )
            for s in reversed(found.history)
        ],
        breadcrumbs=[Crumb("委托招商协议", reverse("engagements:contracts")), Crumb(found.number)],
    )


def _sections(found: ContractFile) -> list[Section]:
    results = found.results
    leads = leads_of(found.introducer)
    return [
        Section(
            "协议",
            [
                Field(
                    "引荐人",
                    found.introducer_name,
                    "link",
                    url=reverse("engagements:introducer", args=[found.introducer]),
                ),
                Field("渠道", found.channel_name),
                Field("签订日", found.signed_on, "date"),
                Field("期限", f"{found.starts_on} 至 {found.ends_on}"),
                Field("付费条件", found.fee_terms, "long"),
                *([Field("终止", f"{found.ended_on} {found.end_reason}", "long")] if found.ended_on else ()),
            ],
        ),
        Section(
            "费用与成果",
            [
                Field("约定费用上限", found.fee_wan, "number", "万元"),
                Field("已付", found.paid_wan, "number", "万元", note=f"其中已核实 {found.verified_wan} 万元"),
                Field("引荐线索", results.brought, "number", "条", url=leads),
                Field(
                    "达成意向",
                    results.intent,
                    "number",
                    "条",
                    url=leads_of(found.introducer, outcome="intent"),
                ),
            ],
        ),
    ]


def _actions(actor: Actor, found: ContractFile) -> list[Action]:
    refusal = over = None
    if not rights.may_keep_introducer(actor, found.office):
        told = f"只有签约单位“{found.office_name}”可以办理"
        refusal = Refusal("channels.keep", told, "请联系签约单位。")
    if found.state == "ended":
        over = Refusal("channels.ended", f"已于 {found.ended_on} 终止", "如须续签，请登记新的协议。")
    return [
        Action("登记付款", reverse("engagements:pay", args=[found.code]), refusal=refusal, icon="coin"),
        Action(
            "终止",
            reverse("engagements:end-contract", args=[found.code]),
            refusal=refusal or over,
            icon="ban",
        ),
    ]


@staff_page
def sign(request: ActorRequest) -> HttpResponseBase:
    """Enter a signed contract."""
    actor = request.actor
    initial = {"introducer": request.GET.get("introducer", ""), "signed_on": timezone.localdate()}
    form = SignForm(actor, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            code = flows.sign_agency_contract(
                actor=actor, **form.cleaned_data, file_name=file.name if file else ""
            )
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已登记协议。")
            return redirect("engagements:contract", code)
    crumbs = [Crumb("委托招商协议", reverse("engagements:contracts")), Crumb("登记协议")]
    return show(request, form, title="登记委托招商协议", submit="登记", breadcrumbs=crumbs)


@staff_page
def pay(request: ActorRequest, code: str) -> HttpResponseBase:
    """Enter a payment."""
    found = selectors.contract_file(request.actor, code)
    initial = {"paid_on": timezone.localdate()}
    form = PayForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            flows.record_agency_payment(
                actor=request.actor,
                code=code,
                **form.cleaned_data,
                file_name=file.name if file else "",
            )
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已登记付款，待他人核实。")
            return redirect("engagements:contract", code)
    return _over(request, form, found, "登记付款")


@staff_page
def end(request: ActorRequest, code: str) -> HttpResponseBase:
    """End a contract."""
    found = selectors.contract_file(request.actor, code)
    form = EndForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            flows.end_agency_contract(actor=request.actor, code=code, **form.cleaned_data)
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已终止。")
            return redirect("engagements:contract", code)
    return _over(request, form, found, "终止协议")


def _over(request: ActorRequest, form: TradeForm, found: ContractFile, title: str) -> HttpResponse:
    back = reverse("engagements:contract", args=[found.code])
    crumbs = [
        Crumb("委托招商协议", reverse("engagements:contracts")),
        Crumb(found.number, back),
        Crumb(title),
    ]
    return show(request, form, title=f"{title}：{found.number}", cancel_url=back, breadcrumbs=crumbs)
