"""Whether a lead may become a project."""

from zhuchao.engagements.selectors import lead_brief
from zhuchao.projects.engine import rights
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal


def lead_refusal(actor: Actor, lead: str) -> Refusal | None:
    """Why the actor cannot make the lead a project now; None when nothing stands against it.

    Raises Refused when the actor may not see the lead.
    """
    brief = lead_brief(actor, lead)
    if not rights.may_open(actor, brief.office):
        return Refusal("projects.lead-right", "只有线索的责任单位可以把它转为项目", "请联系责任单位。")
    if brief.state == "closed":
        return Refusal("projects.lead-closed", "线索已办结", "请直接登记项目，或重新登记线索。")
    return None
