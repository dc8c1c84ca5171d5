"""Add a link to a draft."""

from zhuchao.chains.engine import editing, rights
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import change_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def add_link(*, actor: Actor, chain: str, change: LinkChange, seen: int | None = None) -> str:
    """One more link behind the last of its stage; gives its code. Raises Refused as ``edit_link``."""
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        code = editing.own_code(versions.link_codes_used(actor, draft.chain))
        after = editing.added(draft.chain, code, change)
        versions.check_change(actor, draft.chain, after, code)
        change_draft(book, draft.chain, after, draft.revision, f"增加环节“{after.link(code).name}”")
    return code
