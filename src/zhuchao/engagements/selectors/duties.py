"""Open leads as duties of offices, and as the work of a person's desk."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine.duties import Duty
from zhuchao.engagements.models import Lead, LeadState
from zhuchao.engagements.selectors.leads import LeadView, leads_visible_to, views
from zhuchao.terms.actor import Actor
from zhuchao.terms.work import WorkItem, WorkState

NOUN = "leads"


def duties(actor: Actor, office_code: str) -> Sequence[Duty]:
    """Every open lead of exactly that office; no duty may be missed by lack of sight."""
    open_leads = Lead.objects.filter(state=LeadState.OPEN, office_code=office_code).order_by(
        "opened_on", "pk"
    )
    return [
        Duty(
            noun=NOUN,
            code=row.code,
            title=f"线索：{row.company_name}",
            office_code=row.office_code,
            post_code=row.post_code,
            since=row.opened_on,
            due=None if row.answered_on else row.answer_due,
        )
        for row in open_leads
    ]


def my_work(actor: Actor, *, limit: int = 50) -> list[LeadView]:
    """Open leads waiting for the actor: their post's, and those of their own office that no post was given.

    Unanswered ones come first, by the day they fall due.
    """
    mine = leads_visible_to(actor).filter(
        state=LeadState.OPEN, office_code=actor.home_office, post_code__in={"", actor.post_code}
    )
    waiting = mine.filter(answered_on__isnull=True).order_by("answer_due", "pk")
    running = mine.filter(answered_on__isnull=False).order_by("opened_on", "pk")
    return views([*waiting[:limit], *running[:limit]][:limit])


def work(actor: Actor) -> list[WorkItem]:
    """``my_work`` as lines of the desk; the next step is the first answer, then the verdict, then the outcome."""
    today = timezone.localdate()
    return [
        WorkItem(
            title=lead.company_name,
            url_name="engagements:lead",
            url_args=(lead.code,),
            due=None if lead.answered_on else lead.answer_due,
            state=_pressing(lead, today),
            noun="线索",
            office=lead.office_name,
            action=_next_step(lead),
            note=f"{lead.source_name}，{lead.opened_on} 登记",
        )
        for lead in my_work(actor)
    ]


def _pressing(lead: LeadView, today: date) -> WorkState:
    if lead.answered_on:
        return WorkState.OPEN
    if lead.answer_due < today:
        return WorkState.OVERDUE
    return WorkState.TODAY if lead.answer_due == today else WorkState.OPEN


def _next_step(lead: LeadView) -> str:
    if not lead.answered_on:
        return "首次答复"
    return "办结" if lead.verdict_name else "研判"
