"""Bring a link that was taken out of a draft back into it."""

from zhuchao.chains.engine import editing, rights
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import change_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def restore_link(*, actor: Actor, chain: str, link: str, seen: int | None = None) -> None:
    """The link as it stands in the version the draft was made from, by code or name. Raises Refused as ``edit_link``, and
    when it was not taken out."""
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        base = versions.made_from(actor, draft)
        code = next((x.code for x in base.links if link in (x.code, x.name)), link)
        after = editing.restored(draft.chain, base, code)
        versions.check_change(actor, draft.chain, after, code)
        change_draft(book, draft.chain, after, draft.revision, f"恢复环节“{after.link(code).name}”")
