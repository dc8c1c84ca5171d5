"""Agree which offices help with a project and how the result is shared."""

from collections.abc import Mapping

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.shares import share_faults
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def set_assisting(*, actor: Actor, code: str, shares: Mapping[str, int]) -> None:
    """These offices assist, each with its share of the result in per cent; what is left is the lead office's. An office
    left out assists no longer, but keeps its sight when it was asked for an opinion.

    Raises Refused when the actor may not decide, an office does not stand or leads the project, the shares are not
    between 0 and 100 together, nothing changes, or somebody else acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden("projects.decide-right", "协助单位与成果分成由牵头单位负责人或促进中心确定")
    now = selectors.shares(project)
    wrong = share_faults(shares, lead=project.office_code, now=now)
    wrong += [fault for office in shares for fault in selectors.office_faults(office)]
    if wrong:
        raise Refused(*wrong)
    today = timezone.localdate()
    with recording(actor) as book:
        store.act(book, project, "确定协助单位", on=today, changes={"shares": [now, dict(shares)]})
        store.set_shares(project, shares)
        book.fact(store.field_fact(project, "shares", today, dict(shares), was=now))
        refresh_projects(actor=actor, codes=[code])
