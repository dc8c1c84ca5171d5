"""Write down that a list was exported."""

from collections.abc import Mapping, Sequence

from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def note_export(
    *,
    actor: Actor,
    list_id: str,
    title: str,
    rows: int,
    query: Mapping[str, str] | None = None,
    columns: Sequence[str] = (),
    kind: str = "",
) -> None:
    """Note who took which list out of the system, with how many rows, which filters and
    columns, and as what kind of file.

    Called before the first byte leaves. Raises Refused when nobody is logged in or no list is named.
    """
    if not actor.person_code:
        raise forbidden("ledger.nobody", "导出需要先登录", "请登录后重试。")
    if not list_id.strip():
        raise Refused(Refusal("ledger.export-what", "没有说明导出的列表", "请从列表页面导出。", "list_id"))
    with recording(actor) as book:
        changes: dict[str, list[object]] = {
            "rows": [None, rows],
            "query": [None, dict(query or {})],
            "columns": [None, list(columns)],
            "kind": [None, kind],
        }
        book.audit("导出", f"list:{list_id.strip()[:100]}", title, changes=changes)
