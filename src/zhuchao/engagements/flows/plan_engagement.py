"""Plan a visit, meeting or 研判会."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.engagements.engine.meetings import About
from zhuchao.engagements.models import Engagement
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def plan_engagement(
    *,
    actor: Actor,
    kind: str,
    title: str,
    planned_on: date,
    uscc: str = "",
    company_name: str = "",
    lead_code: str = "",
    office: str = "",
    place: str = "",
    agenda: tuple[str, ...] = (),
) -> str:
    """What is to take place, by which office (the actor's own when not said); gives its code.

    Raises Refused when the actor does not work for the office, the kind is none of the rulebook's, it is not said
    what for, or the lead is none in the actor's sight or of another company.
    """
    owner = office or actor.home_office
    if not checks.may_work(actor, owner):
        raise forbidden("engagements.right", "您不能为该单位登记走访活动")
    wrong = checks.coded("kind", "形式", kind, selectors.meeting_words("kinds")) + checks.named(title)
    about, strange = selectors.about_lead(actor, About(kind, title, uscc, company_name, lead_code))
    wrong += selectors.owner_faults(owner) + strange
    if wrong:
        raise Refused(*wrong)
    row = Engagement(
        kind=kind,
        title=title.strip(),
        uscc=about.uscc.strip(),
        company_name=about.company_name.strip(),
        lead_code=lead_code,
        office_code=owner,
        post_code=actor.post_code,
        place=place.strip(),
        planned_on=planned_on,
        agenda=[item.strip() for item in agenda if item.strip()],
    )
    with recording(actor) as book:
        store.add(book, row, "planned", timezone.localdate())
    return row.code
