"""Say one link of a draft anew."""

from zhuchao.chains.engine import editing, rights
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.selectors import versions
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.chains.store import change_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def edit_link(*, actor: Actor, chain: str, link: str, change: LinkChange, seen: int | None = None) -> None:
    """Change the link of the draft. Raises Refused for whoever does not keep chains, when there is no draft or
    link, with every fault the change would bring, or when another changed the draft meanwhile or
    since the revision ``seen``."""
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        its = link_of(draft.chain, link)
        after = editing.changed(draft.chain, its.code, change)
        versions.check_change(actor, draft.chain, after, its.code)
        change_draft(book, draft.chain, after, draft.revision, f"修改环节“{its.name}”")
