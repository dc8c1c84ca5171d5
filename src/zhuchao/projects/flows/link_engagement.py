"""Say that a visit, inspection or meeting was about a project."""

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def link_engagement(*, actor: Actor, code: str, engagement: str) -> None:
    """Join an engagement that the actor sees to a project; a later look at the project shows it, and figures count it.

    Raises Refused when the actor may neither work on nor help with the project, sees no such engagement, or the two
    are joined already.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_help(actor, project.office_code, selectors.assisting(project)):
        raise forbidden("projects.help-right", "只有牵头单位和协助单位可以关联走访活动")
    held_on = selectors.engagement_day(actor, engagement)
    with recording(actor) as book:
        if not store.join(project, engagement):
            raise Refused(
                Refusal("projects.joined", "该走访活动已关联到本项目", "无需重复关联。", "engagement")
            )
        store.audit(book, project, "关联走访活动", {"engagement": [None, engagement]})
        if held_on is not None:
            store.contact_noted(project, held_on)
