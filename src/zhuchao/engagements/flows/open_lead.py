"""Register a lead for an office."""

from datetime import date

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
from zhuchao.engagements.selectors.dated import LEAD_RULES, undated
from zhuchao.ledger.store import recording
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def open_lead(
    *,
    actor: Actor,
    uscc: str,
    company_name: str,
    source: str,
    source_ref: str = "",
    introducer: str = "",
    source_place: str = "",
    office: str = "",
    note: str = "",
    opened_on: date | None = None,
) -> str:
    """Bind a company to an office (the actor's own when not said) and start the clocks of the lead.

    ``source`` is the channel, ``introducer`` the code of who brought it, ``source_place`` the county or city the
    company comes from as people write it. ``opened_on`` is the day the lead truly began (today when not said); its codes
    and clocks are those of the rulebook on that day. Raises Refused when the actor may not open leads for the office, a
    code is wrong, no or more than one place is called so, the day lies ahead or before the first rules of leads, or an
    office already follows the company (首报首谈).
    """
    owner = office or actor.home_office
    if not rights.may_open(actor, owner):
        raise forbidden("leads.open-right", "您不能为该单位登记线索")
    code = credit_code.clean(uscc)
    today = timezone.localdate()
    day = opened_on or today
    refusals = checks.company(code, company_name) + _day_or_source_faults(day, source, today=today)
    place, unknown = selectors.origin_of(introducer=introducer, source_place=source_place)
    refusals += unknown
    if not selectors.office_stands(owner):
        refusals.append(Refusal("leads.office", f"没有在册的单位“{owner}”", "请从单位列表中选择。", "office"))
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        lead = store.open_lead(
            book,
            uscc=code,
            company_name=company_name.strip(),
            source=source,
            source_ref=source_ref,
            introducer=introducer,
            source_place=place,
            office=owner,
            on=day,
            note=note.strip(),
        )
    return lead.code


def _day_or_source_faults(day: date, source: str, *, today: date) -> list[Refusal]:
    """The channel is one of that day's list, so the day is looked at first."""
    if wrong := checks.opened(day, today=today) + undated(LEAD_RULES, on=day, field="opened_on"):
        return wrong
    return checks.coded("source", "线索渠道", source, selectors.choices("sources", on=day))
