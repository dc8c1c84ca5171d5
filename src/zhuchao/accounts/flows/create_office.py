"""Found an office."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import Office, OfficeKind, OfficeName
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def create_office(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: str,
    parent: str = "",
    valid_from: date | None = None,
    document: str = "",
) -> str:
    """The system administrator founds an office under another (``parent``, a code; empty for the root).

    ``kind`` is one of ``OfficeKind``, ``valid_from`` its first day (today when not said). Gives the code.
    Raises Refused when the actor is not the system administrator, the code is taken or malformed, the
    kind is unknown, or the parent does not exist then.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="设立机构")
    with recording(actor) as book:
        code = entries.code(code, label="机构编号")
        name = entries.text(name, field="name", label="机构名称", most=80)
        document = entries.text(document, field="document", label="依据文件", most=200, needed=False)
        first = valid_from or timezone.localdate()
        if kind not in OfficeKind.values:
            raise Refused(
                Refusal("accounts.office-kind", f"没有“{kind}”这类机构", "请从机构类型中选择。", "kind")
            )
        if Office.objects.filter(code=code).exists():
            raise Refused(
                Refusal("accounts.code-taken", f"机构编号“{code}”已被使用", "请换一个编号。", "code")
            )
        above = found.living_office(parent, first, field="parent") if parent else None
        office = Office.objects.create(code=code, name=name, kind=kind, parent=above, valid_from=first)
        OfficeName.objects.create(office=office, name=name, since=first, document=document)
        book.audit(
            "设立机构",
            f"office:{code}",
            name,
            changes={
                "name": [None, name],
                "kind": [None, kind],
                "parent": [None, parent],
                "valid_from": [None, first],
                "document": [None, document],
            },
        )
    return code
