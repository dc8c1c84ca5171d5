"""Register a lead for an office."""

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import checks, rights
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
) -> str:
    """Bind a company to an office (the actor's own when not said) and start the clocks of the lead.

    ``source`` is the channel, ``introducer`` the code of who brought it, ``source_place`` the county or city the
    company comes from as people write it. Raises Refused when the actor may not open leads for the office, a code is
    wrong, no or more than one place is called so, or an office already follows the company (首报首谈).
    """
    owner = office or actor.home_office
    if not rights.may_open(actor, owner):
        raise forbidden("leads.open-right", "您不能为该单位登记线索")
    code = credit_code.clean(uscc)
    refusals = checks.company(code, company_name)
    refusals += checks.coded("source", "线索渠道", source, selectors.choices("sources"))
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
            on=timezone.localdate(),
            note=note.strip(),
        )
    return lead.code
