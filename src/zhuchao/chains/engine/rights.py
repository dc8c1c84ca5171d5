"""Who keeps the chains of the district, and who trains the models beside them."""

from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import forbidden


def may_edit(actor: Actor) -> bool:
    """The centre keeps the chains for all offices."""
    return actor.has(Role.CENTRE)


def need_editor(actor: Actor) -> None:
    """Raises Refused for whoever does not keep chains."""
    if not may_edit(actor):
        raise forbidden("chains.edit-right", "产业链由区招商投资促进中心修改和公布")


def may_train(actor: Actor) -> bool:
    """The centre and the system administrator put models, and what models need, in force."""
    return actor.has(Role.CENTRE, Role.SYSTEM_ADMIN)


def need_trainer(actor: Actor, to: str = "训练模型") -> None:
    """Raises Refused for whoever may not put a model, or what models need, in force."""
    if not may_train(actor):
        raise forbidden("chains.train-right", f"只有区招商投资促进中心或系统管理员可以{to}")
