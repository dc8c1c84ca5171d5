"""Begin the next version of a chain, or a new chain."""

from zhuchao.chains.engine import rights
from zhuchao.chains.engine.editing import empty_chain, own_code
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import keep_draft
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def draft_chain(*, actor: Actor, chain: str = "", name: str = "") -> str:
    """Start a draft from the newest version of ``chain``, or of a new chain called ``name``; gives the chain's code.

    Raises Refused for whoever does not keep chains, an unknown chain, a name taken or missing, or when a draft
    is there already.
    """
    rights.need_editor(actor)
    with recording(actor) as book:
        if chain:
            found = versions.newest(actor, chain)
            base = found.version
        else:
            base, wanted = "", name.strip()
            if not wanted or wanted in versions.names(actor):
                why = f"已有产业链叫“{wanted}”" if wanted else "没有填写产业链名称"
                raise Refused(Refusal("chains.name-taken", why, "请填写一个新的名称。", "name"))
            found = empty_chain(own_code(versions.codes_used(actor)), wanted)
        keep_draft(book, found, base)
    return found.code
