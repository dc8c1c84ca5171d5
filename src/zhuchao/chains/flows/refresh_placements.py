"""Bring the tables of chains up to the registry and the rules in force."""

from collections.abc import Callable

from zhuchao import rulebook
from zhuchao.chains import selectors
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import forbidden


def refresh_placements(
    *, actor: Actor, progress: Callable[[int, int, str], None] | None = None
) -> dict[str, int]:
    """Build what is not there yet for this lake and these rules; returns placements by chain.

    What is there already is not built again, so a second call is quick. ``progress`` is told (done, of, what).
    The tables hold nothing an office owns, so every staff member may, as any reader who finds them missing.
    Raises Refused for whoever is neither staff nor the system administrator, or when nothing was imported.
    """
    if not (actor.is_staff or actor.has(Role.SYSTEM_ADMIN)):
        raise forbidden("chains.refresh-right", "只有招商工作人员或系统管理员可以重算产业链归位")
    found = selectors.build_tables(progress or (lambda done, of, what: None))
    with recording(actor) as book:
        book.audit(
            "重算产业链归位",
            "chains:placements",
            "产业链归位重算",
            changes={
                "placements": [None, sum(found.values())],
                "versions": [None, "；".join(f"{c.code} {c.version}" for c in selectors.chains(SYSTEM))],
            },
            rule_version=rulebook.version(),
        )
    return found
