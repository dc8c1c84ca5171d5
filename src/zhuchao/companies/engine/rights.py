"""Who may do what with companies, contacts and the registry."""

from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import forbidden

_WORKERS = (Role.OFFICER, Role.OFFICE_HEAD, Role.DEPARTMENT, Role.CENTRE)


def may_read(actor: Actor) -> bool:
    """Everybody who works with business records sees companies; administrators and enterprises do not."""
    return actor.is_staff


def may_keep(actor: Actor) -> bool:
    """Officers, heads, departments and the centre keep the master; leaders and assessors read it."""
    return actor.has(*_WORKERS)


def may_keep_contact(actor: Actor, office: str) -> bool:
    """A contact belongs to the office that wrote it down; the centre acts in its stead."""
    return actor.has(Role.CENTRE) or (may_keep(actor) and office in actor.office_codes)


def may_see_contact(actor: Actor, office: str) -> bool:
    """Masked contacts show to those who see the office's records."""
    return actor.sees_office(office)


def may_import(actor: Actor) -> bool:
    """The registry is one for the district: only the centre imports it."""
    return actor.has(Role.CENTRE)


def may_merge(actor: Actor) -> bool:
    """A merge moves records of every office: only the centre does it."""
    return actor.has(Role.CENTRE)


def need_merger(actor: Actor) -> None:
    """Raises Refused when the actor may not merge companies."""
    if not may_merge(actor):
        raise forbidden("companies.merge", "只有区招商投资促进中心可以合并企业")


def need_reader(actor: Actor) -> None:
    """Raises Refused when the actor may not see companies."""
    if not may_read(actor):
        raise forbidden("companies.read", "您的岗位不能查看企业库")


def need_keeper(actor: Actor) -> None:
    """Raises Refused when the actor may not keep the master."""
    if not may_keep(actor):
        raise forbidden("companies.keep", "您的岗位不能登记或修改企业")


def need_importer(actor: Actor) -> None:
    """Raises Refused when the actor may not import the registry."""
    if not may_import(actor):
        raise forbidden("registry.import", "只有区招商投资促进中心可以导入企业登记数据")
