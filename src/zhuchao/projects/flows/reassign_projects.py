"""Give projects to another office when duties are handed over."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def reassign_projects(*, actor: Actor, codes: Sequence[str], office: str, post: str = "") -> None:
    """Part of a hand-over that both sides signed, or of an order that merges or splits offices, all or none.

    Raises Refused for an actor who has no part in it, or when one of the projects was ended meanwhile.
    """
    rows = selectors.pursued_rows(codes)
    ordering = actor.has(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.CENTRE)
    if not ordering and not all(actor.sees_office(r.office_code) or actor.sees_office(office) for r in rows):
        raise forbidden("projects.reassign-right", "您不是这些项目的移交方或接收方")
    if missing := set(codes) - {row.code for row in rows}:
        raise Refused(
            Refusal(
                "projects.not-open",
                f"有 {len(missing)} 个项目已终止，不能移交",
                "请刷新移交清单后重新办理。",
            )
        )
    today = timezone.localdate()
    with recording(actor) as book:
        for row in rows:
            store.assign(book, row, office=office, post=post, leader_post=row.leader_post, on=today)
        # Administrators carry out mergers; the rows follow in the name of the machine.
        refresh_projects(actor=actor if actor.is_staff else SYSTEM, codes=codes)
