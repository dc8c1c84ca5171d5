"""Two rows of the master are one company: one of them stands for both from now on."""

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.store import merging
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def merge_companies(*, actor: Actor, gone: str, kept: str, reason: str) -> str:
    """``gone`` becomes ``kept``: every row that names it moves by plan, all or none; facts stay as recorded.

    Gives the code of the merge, by which it can be undone. Raises Refused when the actor is not of the centre, no
    reason is given, one of the two is not in the master or is merged already, their records clash (two open
    leads), or somebody changed one of them meanwhile.
    """
    rights.need_merger(actor)
    if not reason.strip():
        raise Refused(
            Refusal("companies.merge-reason", "没有写明理由", "请写明依据，如营业执照换码。", "reason")
        )
    pair = selectors.twin_pair(actor, gone, kept)
    with recording(actor) as book:
        before, after = selectors.company_row(actor, pair.left), selectors.company_row(actor, pair.right)
        row = merging.merge(
            book,
            before,
            after,
            selectors.merge_plan(actor, before.uscc, after.uscc),
            selectors.holdings(actor),
            reason=reason.strip()[:200],
            office=actor.home_office,
            on=timezone.localdate(),
        )
    return row.code
