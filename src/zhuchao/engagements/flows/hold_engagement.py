"""Write down a visit, call or meeting that took place."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.engine.meetings import About, Account
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def hold_engagement(
    *,
    actor: Actor,
    held_on: date,
    summary: str,
    code: str = "",
    kind: str = "visit",
    title: str = "",
    uscc: str = "",
    company_name: str = "",
    lead_code: str = "",
    office: str = "",
    place: str = "",
    ours: int = 1,
    theirs: int = 0,
    units: Sequence[str] = (),
    problems: str = "",
    interest: str = "",
    interest_note: str = "",
    agenda: Sequence[str] = (),
) -> str:
    """``code`` names one that was planned (its kind, title and company stand); without it a new one is written down.

    ``ours`` and ``theirs`` are numbers of people, ``units`` those that took part. Raises Refused with every reason: no
    right, a day ahead, nobody present, nothing said, no declaration of interest where a company was met, a lead
    that is none in the actor's sight or of another company, or a plan that was held or cancelled meanwhile.
    """
    planned = selectors.engagement_row(actor, code) if code else None
    owner = planned.office_code if planned else office or actor.home_office
    if not checks.may_work(actor, owner):
        raise forbidden("engagements.right", "您不能为该单位登记走访活动")
    about, strange = selectors.about_lead(
        actor, About(kind, title, uscc, company_name, "" if planned else lead_code, place, tuple(agenda))
    )
    told = Account(held_on, summary, ours, theirs, tuple(units), problems, interest, interest_note)
    wrong = _faults(told, planned.company_name if planned else about.company_name)
    if planned is None:
        wrong += checks.coded("kind", "形式", kind, selectors.meeting_words("kinds")) + checks.named(title)
        wrong += selectors.owner_faults(owner) + strange
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        if planned is None:
            return store.add_held(book, about, told, office=owner, post=actor.post_code)
        store.hold(book, planned, told)
        return planned.code


def _faults(told: Account, company: str) -> list[Refusal]:
    found = checks.happened("held_on", told.held_on, today=timezone.localdate())
    found += checks.attended(told.ours, told.theirs)
    found += checks.reason_given("summary", "情况", told.summary, 2000)
    return found + checks.interest(told.interest, told.interest_note, company)
