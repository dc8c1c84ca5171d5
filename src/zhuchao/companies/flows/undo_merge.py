"""A merge was wrong: the rows that moved go back."""

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.models import Company
from zhuchao.companies.store import merging
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def undo_merge(*, actor: Actor, code: str, reason: str) -> None:
    """Take the merge ``code`` back as a whole; rows written since then stay with the company that was kept.

    Raises Refused when the actor is not of the centre, no reason is given, it is undone already, the company that
    was kept was merged since, or a row that moved was taken elsewhere.
    """
    rights.need_merger(actor)
    row = selectors.merge_row(actor, code)
    if not reason.strip():
        raise Refused(Refusal("companies.merge-reason", "没有写明理由", "请写明为什么不是同一家。", "reason"))
    if row.undone_at is not None:
        raise Refused(Refusal("companies.merge-undone", "这次合并已经撤销", "不用再办。", "code"))
    selectors.company_row(actor, row.kept)
    gone = Company.objects.get(uscc=row.gone)
    with recording(actor) as book:
        merging.undo(
            book,
            row,
            gone,
            selectors.holdings(actor),
            reason=reason.strip()[:200],
            office=actor.home_office,
            on=timezone.localdate(),
        )
