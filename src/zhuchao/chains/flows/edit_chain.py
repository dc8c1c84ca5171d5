"""Say the name, the summary or the shared words of a draft anew."""

from collections.abc import Sequence

from zhuchao.chains.engine import editing, rights
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import change_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def edit_chain(
    *,
    actor: Actor,
    chain: str,
    name: str | None = None,
    summary: str | None = None,
    shared: Sequence[str] | None = None,
    seen: int | None = None,
) -> None:
    """Change what is said of the whole chain; None leaves it as it is. ``shared`` are words that may stand on two links.

    Raises Refused as ``edit_link``.
    """
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        after = editing.headed(draft.chain, name, summary, shared)
        versions.check_change(actor, draft.chain, after)
        change_draft(book, draft.chain, after, draft.revision, "修改产业链名称、概述或共用词")
