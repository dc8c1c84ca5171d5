"""Throw a draft away."""

from zhuchao.chains.engine import rights
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import drop_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def drop_chain_draft(*, actor: Actor, chain: str, seen: int | None = None) -> None:
    """What is published stays. Raises Refused for whoever does not keep chains, when there is no draft, or when another
    changed it since the revision ``seen``."""
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        drop_draft(book, draft.chain, draft.revision, "放弃产业链草稿")
