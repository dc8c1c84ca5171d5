"""Hand-overs of duties: what waits for a signature, and the certificate."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import Certificate, HandOverRow
from zhuchao.accounts.web.acting import press
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.terms.refusal import Refused

_TONES = {"drawn_up": "amber", "done": "green", "cancelled": "grey"}
_STATES = [("drawn_up", "待双方签字"), ("done", "已交接"), ("cancelled", "已撤回")]
SIDES = {"give": "移交方", "take": "接收方"}
_COLUMNS = [
    Column("title", "移交方 → 接收方", kind="link", sortable=False, url=lambda r: r["url"], note="number"),
    Column("kind", "事由", sortable=False),
    Column("duties", "职责", unit="项", kind="number", sortable=False),
    Column("state", "状态", kind="tag", sortable=False),
    Column("drawn_up_at", "编制时间", kind="date", sortable=False),
    Column("moved_at", "移交时间", kind="date", sortable=False),
]


@staff_page
def hand_overs(request: ActorRequest) -> HttpResponseBase:
    """Those the actor may see, the newest first; what waits for the actor's signature on top."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        found = selectors.hand_overs(
            actor, state=query.filters.get("state", ""), offset=query.offset, limit=query.size + 1
        )
        rows = [_row(h) for h in found[: query.size]]
        return Page(rows, query.offset + len(rows), capped=len(found) > query.size)

    spec = ListSpec(
        id="hand-overs",
        title="职责交接",
        columns=_COLUMNS,
        filters=[Filter("state", "状态", choices=_STATES)],
        fetch=fetch,
        empty_text="还没有交接单。人员变动时，在“应尽职责”中选定岗位，编制交接单，双方签字后职责移交。",
        definitions={"职责": "列入交接单的未了结事项，如跟进中的线索"},
        search_label="",
        counter="份",
    )
    context = {
        "waiting": selectors.waiting_for_me(actor),
        "actions": [
            Action("应尽职责", reverse("accounts:duties"), icon="list-check"),
            Action("编制交接单", reverse("accounts:draw-up"), primary=True, icon="transfer"),
        ],
    }
    return respond(request, spec, template="accounts/hand_overs.html", context=context)


def state_tag(row: HandOverRow) -> Tag:
    """How far the hand-over is."""
    if row.state == "done" and not row.taken_at:
        return Tag("已移交，待签收", "amber")
    return Tag(row.state_name, _TONES[row.state])


def _row(row: HandOverRow) -> dict[str, Any]:
    return {
        "title": f"{row.giver_side} → {row.taker_side}",
        "url": reverse("accounts:hand-over", args=[row.code]),
        "number": row.number,
        "kind": row.kind,
        "duties": row.duties,
        "state": state_tag(row),
        "drawn_up_at": row.drawn_up_at,
        "moved_at": row.moved_at,
    }


@staff_page
def hand_over(request: ActorRequest, code: str) -> HttpResponse:
    """The list before both signed, the certificate afterwards; made to be printed."""
    found = selectors.hand_over(request.actor, code)
    if found is None:
        raise Http404
    title = f"职责交接证书 {found.row.number}" if found.row.number else "职责交接单"
    context = {
        "title": title,
        "sheet": found,
        "state": state_tag(found.row),
        "actions": _actions(found),
        "cancellable": found.row.state == "drawn_up",
        "breadcrumbs": [Crumb("职责交接", reverse("accounts:hand-overs")), Crumb(title)],
    }
    return render(request, "accounts/hand_over.html", context)


def _actions(sheet: Certificate) -> list[Action]:
    url = reverse("accounts:sign", args=[sheet.row.code])
    named = {"give": sheet.row.giver_side, "take": sheet.row.taker_side}
    return [
        Action(
            f"以{SIDES[side]}签字",
            url,
            method="post",
            primary=True,
            icon="edit",
            fields=(("side", side),),
            confirm=f"代表{SIDES[side]}“{named[side]}”签字？双方签字后职责即移交，不能撤回。",
        )
        for side in sheet.my_sides
    ]


@staff_page
@require_POST
def sign(request: ActorRequest, code: str) -> HttpResponse:
    """Sign for one side."""
    try:
        number = flows.sign_hand_over(actor=request.actor, code=code, side=request.POST.get("side", ""))
    except Refused as refused:
        if refused.forbidden:
            raise
        messages.error(request, str(refused.refusals[0]))
    else:
        done = f"双方已签字，职责已移交，证书编号 {number}。" if number else "已签字，等待另一方签字。"
        messages.success(request, done)
    return redirect("accounts:hand-over", code)


@staff_page
@require_POST
def cancel(request: ActorRequest, code: str) -> HttpResponse:
    """Take a list back before both signed."""
    reason = request.POST.get("reason", "")
    press(
        request,
        lambda: flows.cancel_hand_over(actor=request.actor, code=code, reason=reason),
        "交接单已撤回，所列职责仍由原岗位承担。",
    )
    return redirect("accounts:hand-over", code)
