"""Correct by which channel a lead came, who introduced it and where the company comes from."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def correct_origin(
    *, actor: Actor, code: str, source: str, reason: str, introducer: str = "", source_place: str = ""
) -> None:
    """What was written at the opening stays in its fact; from now on the lead counts under the new channel
    (``source``), introducer (a code) and place (as people write it). Open or closed alike.

    Raises Refused when the actor may not work on the lead, a code or place is unknown, no reason is given or nothing
    would change.
    """
    lead = selectors.row_for(actor, code)
    if not rights.may_work(actor, lead.office_code):
        raise forbidden("leads.owner-only", "只有责任单位可以更正该线索的来源")
    allowed = {**selectors.choices("sources"), lead.source: ""}
    refusals = checks.coded("source", "线索渠道", source, allowed)
    place, unknown = selectors.origin_of(introducer=introducer, source_place=source_place)
    refusals += unknown + checks.reason_given("reason", "更正原因", reason)
    if not refusals and (source, introducer, place) == (
        lead.source,
        lead.introducer_code,
        lead.source_place,
    ):
        refusals.append(Refusal("leads.no-change", "没有改动", "请改动后提交，或返回线索。"))
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        store.progress.correct_origin(
            book,
            lead,
            source=source,
            introducer=introducer,
            source_place=place,
            reason=reason.strip(),
            on=timezone.localdate(),
        )
