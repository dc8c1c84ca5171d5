"""渠道与引荐: the register of introducers, one of them, and its forms."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine import rights
from zhuchao.engagements.selectors import IntroducerView
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Field, Section
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


class IntroducerForm(TradeForm):
    """What is kept of an introducer: never a name or a number."""

    uscc = forms.CharField(
        label="统一社会信用代码",
        max_length=40,
        required=False,
        help_text="企业、商协会、院所、中介机构填此项",
    )
    unit = forms.CharField(
        label="所在单位", max_length=200, required=False, help_text="个人只记单位和职务，不记姓名和号码"
    )
    title = forms.CharField(label="职务", max_length=100, required=False)
    purpose = forms.CharField(
        label="登记目的", max_length=300, help_text="为何登记，如“介绍纺织机械企业来访”"
    )
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@staff_page
def introducers(request: ActorRequest) -> HttpResponseBase:
    """The register, with what became of the leads the actor sees."""
    context = {
        "actions": [
            Action("登记引荐人", reverse("engagements:add-introducer"), primary=True, icon="plus"),
            Action("委托招商协议", reverse("engagements:contracts"), icon="file-certificate"),
            Action("渠道成效", reverse("engagements:channels"), icon="chart-bar"),
        ]
    }
    return respond(request, _spec(request.actor), template="engagements/introducers.html", context=context)


def _spec(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        found = selectors.find_introducers(
            actor,
            text=query.text,
            kind=query.filters.get("kind", ""),
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    return ListSpec(
        id="introducers",
        title="引荐人",
        columns=_COLUMNS,
        filters=[Filter("kind", "类型", choices=lambda: list(selectors.kinds(actor).items()))],
        fetch=fetch,
        counter="个",
        sort="name",
        search_label="名称、单位、职务或信用代码",
        row_key="code",
        definitions={
            "引荐线索": "您可查看的线索中由其引荐的条数",
            "达成意向": "其中办结结果为达成意向的条数",
        },
        empty_text="还没有引荐人。以企引企、商会协会、中介机构带来线索的，请先登记引荐人。",
    )


def _row(r: IntroducerView) -> dict[str, Any]:
    return {
        "code": r.code,
        "name": r.name,
        "kind": r.kind_name,
        "uscc": r.uscc,
        "brought": r.brought,
        "following": r.following,
        "intent": r.intent,
        "office": r.office_name,
        "added_on": r.added_on,
    }


def leads_of(code: str, **more: str) -> str:
    """The list of leads that an introducer brought."""
    return f"{reverse('engagements:leads')}?{urlencode({'introducer': code, **more})}"


_COLUMNS = [
    Column(
        "name",
        "引荐人",
        kind="link",
        url=lambda r: reverse("engagements:introducer", args=[r["code"]]),
        note="uscc",
    ),
    Column("kind", "类型", sortable=False),
    Column(
        "brought", "引荐线索", "条", kind="number", sortable=False, url=lambda r: leads_of(str(r["code"]))
    ),
    Column("following", "跟进中", "条", kind="number", sortable=False),
    Column("intent", "达成意向", "条", kind="number", sortable=False),
    Column("office", "登记单位", sortable=False),
    Column("added_on", "登记日", kind="date"),
]


@staff_page
def introducer(request: ActorRequest, code: str) -> HttpResponseBase:
    """One introducer: what it is, what it brought, its contracts."""
    actor = request.actor
    found = selectors.introducer(actor, code)
    contracts = selectors.find_contracts(actor, introducer=code, limit=20).rows
    return details.respond(
        request,
        title=found.name,
        subtitle=f"引荐人 · {found.kind_name}",
        owner=found.office_name,
        sections=[_who(found), _results(found)],
        panels=[
            details.Panel(
                "委托招商协议",
                "engagements/panel_contracts.html",
                {
                    "contracts": [
                        {"row": c, "url": reverse("engagements:contract", args=[c.code])} for c in contracts
                    ]
                },
            ),
            *details.panels_for(actor, code, topic="introducer"),
        ],
        actions=_actions(actor, found),
        breadcrumbs=[Crumb("引荐人", reverse("engagements:introducers")), Crumb(found.name)],
    )


def _who(found: IntroducerView) -> Section:
    said = [Field("所在单位", found.unit), Field("职务", found.title)]
    if found.uscc:
        url = reverse("companies:detail", args=[found.uscc])
        said = [Field("名称", found.name, kind="link", url=url), Field("信用代码", found.uscc, kind="code")]
    return Section(
        "引荐人",
        [
            *said,
            Field("登记目的", found.purpose),
            Field("说明", found.note, kind="long"),
            Field("登记日", found.added_on, kind="date"),
        ],
    )


def _results(found: IntroducerView) -> Section:
    return Section(
        "成果（您可查看的线索）",
        [
            Field("引荐线索", found.brought, kind="number", unit="条", url=leads_of(found.code)),
            Field("跟进中", found.following, "number", "条", url=leads_of(found.code, state="open")),
            Field("达成意向", found.intent, "number", "条", url=leads_of(found.code, outcome="intent")),
        ],
    )


def _actions(actor: Actor, found: IntroducerView) -> list[Action]:
    told = f"只有登记单位“{found.office_name}”可以更正"
    wrong = None
    if not rights.may_keep_introducer(actor, found.office):
        wrong = Refusal("channels.keep", told, "请联系登记单位。")
    opened = f"{reverse('engagements:open')}?{urlencode({'introducer': found.code})}"
    signs = f"{reverse('engagements:sign-contract')}?{urlencode({'introducer': found.code})}"
    correct = reverse("engagements:correct-introducer", args=[found.code])
    return [
        Action("登记其引荐的线索", opened, primary=True, icon="plus"),
        Action("登记委托招商协议", signs, icon="file-certificate"),
        Action("更正", correct, refusal=wrong, icon="edit"),
    ]


@staff_page
def add(request: ActorRequest) -> HttpResponseBase:
    """Enter an introducer."""
    form = IntroducerForm(request.POST or None, initial={"uscc": request.GET.get("uscc", "")})
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.add_introducer(actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已登记引荐人。")
            return redirect("engagements:introducer", code)
    crumbs = [Crumb("引荐人", reverse("engagements:introducers")), Crumb("登记引荐人")]
    intro = "机构须先在企业主档中；个人只记单位和职务。登记的引荐人全区共用。"
    return show(request, form, title="登记引荐人", submit="登记", intro=intro, breadcrumbs=crumbs)


@staff_page
def correct(request: ActorRequest, code: str) -> HttpResponseBase:
    """Correct an introducer."""
    found = selectors.introducer(request.actor, code)
    initial = {f: getattr(found, f) for f in ("unit", "title", "purpose", "note")}
    form = IntroducerForm(request.POST or None, initial=initial)
    del form.fields["uscc"]
    for name in ("unit", "title") if found.uscc else ():
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        try:
            flows.correct_introducer(actor=request.actor, code=code, **form.cleaned_data)
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已更正。")
            return redirect("engagements:introducer", code)
    back = reverse("engagements:introducer", args=[code])
    crumbs = [Crumb("引荐人", reverse("engagements:introducers")), Crumb(found.name, back), Crumb("更正")]
    return show(request, form, title=f"更正引荐人：{found.name}", cancel_url=back, breadcrumbs=crumbs)
