"""Keep a list as it is set up now."""

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import SavedView
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_MOST = 20


def save_view(*, actor: Actor, list_id: str, name: str, query: str, path: str = "") -> str:
    """Keep filters, order and columns (``query``, a query string) of a list under a name; the same name
    replaces the old view. ``path`` is the address of the list. Gives its code.

    A private convenience: it leaves no audit row. Raises Refused when nobody is logged in, the name is
    empty or too long, or twenty views of the list exist.
    """
    rights.need_person(actor, to="保存视图")
    with recording(actor) as book:
        name = entries.text(name, field="name", label="视图名称", most=40)
        query = entries.text(query, field="query", label="筛选条件", most=2000, needed=False)
        list_id = entries.text(list_id, field="list_id", label="列表", most=80)
        path = entries.text(path, field="path", label="列表地址", most=300, needed=False)
        person = found.active_person(actor.person_code)
        others = SavedView.objects.filter(person=person, list_id=list_id).exclude(name=name)
        if others.count() >= _MOST:
            raise Refused(
                Refusal(
                    "accounts.too-many-views",
                    f"每个列表最多保存{_MOST}个视图",
                    "请先删除不用的视图。",
                    "name",
                )
            )
        view, _ = SavedView.objects.update_or_create(
            person=person,
            list_id=list_id,
            name=name,
            defaults={"query": query, "path": path},
            create_defaults={"query": query, "path": path, "created_at": book.now},
        )
    return view.code
