"""What the ledger adds to the navigation."""

from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor, Role


def menu(actor: Actor) -> list[MenuItem]:
    """The audit administrator's two pages; nobody else has any here."""
    if not actor.has(Role.AUDIT_ADMIN):
        return []
    return [
        MenuItem("审计记录", "ledger:audit", "审计", "history", 10),
        MenuItem("台账核验", "ledger:verify", "审计", "shield-check", 20),
    ]
