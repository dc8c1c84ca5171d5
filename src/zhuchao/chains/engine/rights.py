"""Who keeps the chains of the district."""

from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import forbidden


def may_edit(actor: Actor) -> bool:
    """The centre keeps the chains for all offices."""
    return actor.has(Role.CENTRE)


def need_editor(actor: Actor) -> None:
    """Raises Refused for whoever does not keep chains."""
    if not may_edit(actor):
        raise forbidden("chains.edit-right", "产业链由区招商投资促进中心修改和公布")
