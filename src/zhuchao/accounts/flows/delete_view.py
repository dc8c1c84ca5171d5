"""Forget a saved view."""

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import SavedView
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def delete_view(*, actor: Actor, code: str) -> None:
    """Delete one's own view. A private convenience: it leaves no audit row.

    Raises Refused when nobody is logged in or the view is not the actor's.
    """
    rights.need_person(actor, to="删除视图")
    with recording(actor):
        gone, _ = SavedView.objects.filter(person__code=actor.person_code, code=code).delete()
        if not gone:
            raise Refused(Refusal("accounts.unknown-view", "没有这个视图", "请刷新列表。", "code"))
