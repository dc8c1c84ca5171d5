"""Open leads as duties of offices, and as the work of a person's desk."""

from collections.abc import Sequence

from zhuchao.accounts.engine.duties import Duty
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.models import Lead, LeadState
from zhuchao.engagements.selectors.seeking import find_leads
from zhuchao.engagements.selectors.shares import open_proposals
from zhuchao.engagements.selectors.views import views
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
            code=lead.code,
            title=f"线索：{lead.company_name}",
            office_code=lead.office,
            post_code=lead.post,
            since=lead.opened_on,
            due=lead.next_due,
        )
        for lead in views(open_leads)
    ]


def waiting(actor: Actor) -> int:
    """How many leads wait for the actor's first answer."""
    return find_leads(actor, mine=True, step=Step.ANSWER, limit=0).total


def work(actor: Actor) -> list[WorkItem]:
    """The leads that wait for the actor as lines of the desk, each with its next step, and the proposals to sign."""
    return _leads(actor) + [
        WorkItem(
            title=asked.company_name,
            url_name="engagements:lead",
            url_args=(asked.lead,),
            state=WorkState.WAITING,
            noun="线索",
            office=asked.to_name,
            action="签署引荐" if asked.passes else "签署共享",
            note=f"{asked.from_name} 于 {asked.proposed_on} 提出",
        )
        for asked in open_proposals(actor)
        if asked.may_sign
    ]


def _leads(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            title=lead.company_name,
            url_name="engagements:lead",
            url_args=(lead.code,),
            due=lead.next_due,
            state=WorkState(lead.next_state),
            noun="线索",
            office=lead.office_name,
            action=lead.next_step,
            note=f"{lead.source_name}，{lead.opened_on} 登记" + ("，久未跟进" if lead.silent else ""),
        )
        for lead in find_leads(actor, mine=True).rows
    ]
