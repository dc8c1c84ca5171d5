"""Give an office another name; its code, duties and history stay."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import OfficeName
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def rename_office(*, actor: Actor, code: str, name: str, document: str, since: date | None = None) -> None:
    """The system administrator writes down a new name, valid from ``since`` (today when not said).

    Raises Refused when the actor is not the system administrator, the office is no more, the name is the
    present one, no document is named, the day is to come or not after the present name's first day.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="机构更名")
    with recording(actor) as book:
        today = timezone.localdate()
        first = since or today
        office = found.living_office(code, today, field="code")
        name = entries.text(name, field="name", label="机构名称", most=80)
        document = entries.text(document, field="document", label="依据文件", most=200)
        if name == office.name:
            raise Refused(Refusal("accounts.same-name", "新名称与现名称相同", "请填写新的名称。", "name"))
        last = office.names.order_by("-since", "-pk").first()
        if first > today or (last is not None and first < last.since):
            raise Refused(
                Refusal(
                    "accounts.rename-day",
                    f"启用日 {first} 不在现名称启用之后、今天之前",
                    "请核对启用日。",
                    "since",
                )
            )
        OfficeName.objects.create(office=office, name=name, since=first, document=document)
        changes: dict[str, list[object]] = {
            "name": [office.name, name],
            "since": [None, first],
            "document": [None, document],
        }
        office.name = name
        office.save(update_fields=["name"])
        book.audit("机构更名", f"office:{code}", name, changes=changes)
