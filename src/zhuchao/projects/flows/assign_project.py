"""Give a project to another office, post or leader."""

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import rights
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def assign_project(
    *, actor: Actor, code: str, office: str = "", post: str = "", leader_post: str | None = None
) -> None:
    """The lead office (the present one when not said), its post (empty: the office decides) and the post of the leader
    who stands by the project (None: unchanged; empty: none). From today on figures count it for the new office.

    Raises Refused when the actor may not decide, nothing changes, an office or post does not stand, or somebody else
    acted meanwhile.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        raise forbidden("projects.decide-right", "转交项目由牵头单位负责人或促进中心决定")
    target = office or project.office_code
    leader = project.leader_post if leader_post is None else leader_post
    wrong = selectors.office_faults(target, post)
    if leader and not selectors.post_stands(leader):
        wrong.append(
            Refusal(
                "projects.leader", f"没有在册的岗位“{leader}”", "请从列表中选择包联领导岗位。", "leader_post"
            )
        )
    old = (project.office_code, project.post_code, project.leader_post)
    if (target, post, leader) == old:
        wrong.append(Refusal("projects.same-owner", "没有变化", "请选择另一个单位、岗位或领导。", "office"))
    if wrong:
        raise Refused(*wrong)
    today = timezone.localdate()
    with recording(actor) as book:
        store.assign(book, project, office=target, post=post, leader_post=leader, on=today)
        refresh_projects(actor=actor, codes=[code])
