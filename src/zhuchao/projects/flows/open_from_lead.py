"""Make a lead a project."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from zhuchao.engagements.selectors import LeadBrief, lead_brief
from zhuchao.engagements.selectors import row_for as lead_row
from zhuchao.engagements.store import close_as_project
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.flows.open_project import open_project
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def open_from_lead(
    *,
    actor: Actor,
    lead: str,
    name: str,
    klass: str,
    nature: str,
    form: str,
    industry_code: str = "",
    chain: str = "",
    link: str = "",
    summary: str = "",
    fields: Mapping[str, object] | None = None,
    opened_on: date | None = None,
    demo: bool = False,
) -> str:
    """The lead's company, channel, introducer, source place and office become the project's, its agreed shares the
    shares of the assisting offices; the lead ends with the outcome 达成意向. Gives the project's code.

    Raises Refused when the actor may not work for the lead's office, the lead was ended already, also meanwhile, the
    day lies before the lead was registered, or ``open_project`` refuses.
    """
    brief, day = lead_brief(actor, lead), opened_on or timezone.localdate()
    _check(actor, brief, day)
    with recording(actor) as book:
        code = open_project(
            actor=actor,
            name=name,
            company_name=brief.company_name,
            uscc=brief.uscc,
            office=brief.office,
            klass=klass,
            nature=nature,
            form=form,
            industry_code=industry_code,
            chain=chain,
            link=link,
            channel=brief.channel,
            introducer=brief.introducer,
            source_place=brief.source_place,
            lead_code=brief.code,
            summary=summary,
            fields=fields,
            opened_on=day,
            demo=demo,
        )
        if shares := _assisting(brief):
            store.share_from_lead(book, selectors.row_for(actor, code), shares, on=day)
        close_as_project(book, lead_row(actor, lead), project_code=code, on=day)
    return code


def _assisting(brief: LeadBrief) -> dict[str, int]:
    return {s.office: s.percent for s in brief.shares if s.office != brief.office and s.percent}


def _check(actor: Actor, brief: LeadBrief, day: date) -> None:
    if not rights.may_open(actor, brief.office):
        raise forbidden("projects.lead-right", "只有线索的责任单位可以把它转为项目")
    closed = selectors.lead_refusal(actor, brief.code)
    wrong = [closed] if closed else []
    if day < brief.opened_on:
        wrong.append(
            Refusal(
                "projects.before-lead",
                f"入库日 {day} 早于线索登记日 {brief.opened_on}",
                "请填写线索登记之后的日期。",
                "opened_on",
            )
        )
    if wrong:
        raise Refused(*wrong)
