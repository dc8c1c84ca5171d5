"""Choose the columns of a list."""

from collections.abc import Sequence

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import ListColumns
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_MOST = 60


def choose_columns(*, actor: Actor, list_id: str, columns: Sequence[str]) -> None:
    """Keep which columns (keys, in order) the actor wants in a list; none for the list's own choice.

    A private convenience: it leaves no audit row. Raises Refused when nobody is logged in, no list is named, or
    there are too many columns.
    """
    rights.need_person(actor, to="选择列")
    with recording(actor):
        list_id = entries.text(list_id, field="list_id", label="列表", most=80)
        chosen = [entries.text(c, field="columns", label="列名", most=80) for c in dict.fromkeys(columns)]
        if len(chosen) > _MOST:
            raise Refused(
                Refusal("accounts.too-many-columns", f"最多选择{_MOST}列", "请减少所选的列。", "columns")
            )
        ListColumns.objects.update_or_create(
            person=found.active_person(actor.person_code), list_id=list_id, defaults={"columns": chosen}
        )
