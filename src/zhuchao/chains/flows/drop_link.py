"""Take a link out of a draft."""

from zhuchao.chains.engine import editing, rights
from zhuchao.chains.selectors import versions
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.chains.store import change_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def drop_link(*, actor: Actor, chain: str, link: str, seen: int | None = None) -> None:
    """The link goes with what flowed to and from it. Raises Refused as ``edit_link``."""
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        its = link_of(draft.chain, link)
        after = editing.dropped(draft.chain, its.code)
        change_draft(book, draft.chain, after, draft.revision, f"删除环节“{its.name}”")
