"""Write down a visit, call or meeting that took place."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.models import Engagement, MeetingState
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


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
    right, a day ahead, nobody present, nothing said, no declaration of interest where a company was met, or a plan
    that was held or cancelled meanwhile.
    """
    planned = selectors.engagement_row(actor, code) if code else None
    owner = planned.office_code if planned else office or actor.home_office
    if not checks.may_work(actor, owner):
        raise forbidden("engagements.right", "您不能为该单位登记走访活动")
    company = planned.company_name if planned else company_name
    wrong = checks.happened("held_on", held_on, today=timezone.localdate())
    wrong += checks.attended(ours, theirs) + checks.reason_given("summary", "情况", summary, 2000)
    wrong += checks.interest(interest, interest_note, company)
    if planned is None:
        wrong += checks.coded("kind", "形式", kind, selectors.meeting_words("kinds")) + checks.named(title)
        wrong += selectors.owner_faults(owner)
    if wrong:
        raise Refused(*wrong)
    told = {
        "held_on": held_on,
        "state": MeetingState.HELD,
        "ours": ours,
        "theirs": theirs,
        "units": [unit.strip() for unit in units if unit.strip()],
        "summary": summary.strip(),
        "problems": problems.strip(),
        "interest": interest,
        "interest_note": interest_note.strip(),
    }
    with recording(actor) as book:
        if planned is not None:
            for name, value in told.items():
                setattr(planned, name, value)
            fact = store.engagement_fact(planned, "held", held_on)
            store.change(book, planned, "登记举行", fact, was=MeetingState.PLANNED, **told)
            return planned.code
        row = Engagement(
            kind=kind,
            title=title.strip(),
            uscc=uscc.strip(),
            company_name=company_name.strip(),
            lead_code=lead_code,
            office_code=owner,
            post_code=actor.post_code,
            place=place.strip(),
            agenda=[item.strip() for item in agenda if item.strip()],
            **told,
        )
        store.add(book, row, "held", held_on)
    return row.code
