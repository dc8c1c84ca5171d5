"""A company took another name; the one it had is kept with the day."""

from datetime import date

from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.master import check_fields
from zhuchao.companies.store import master
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name


def rename_company(*, actor: Actor, uscc: str, version: int, name: str, since: date) -> None:
    """The company is called ``name`` from the day ``since``. ``version`` is the one the actor saw.

    Raises Refused when the actor does not keep the master, the company is not in it, the name is empty or the
    present one, the day lies in the future or before the last renaming or the registration, or somebody else
    changed the company since.
    """
    rights.need_keeper(actor)
    row, today = selectors.company_row(actor, uscc), timezone.localdate()
    name = name.strip()
    refusals = check_fields({"name": name}, {}, master.bounds(today))
    if normalise_name(name) == row.name_key:
        refusals.append(
            Refusal(
                "companies.same-name",
                "新名称与现用名称相同",
                "请填写变更后的名称；只是写法有误时请用“更正”。",
                "name",
            )
        )
    earliest = max((d for d in (master.latest_rename(row), row.reg_date) if d is not None), default=date.min)
    if since > today:
        refusals.append(
            Refusal("companies.future", f"更名日 {since} 晚于今天", "请填写登记机关核准变更的日期。", "since")
        )
    elif since < earliest:
        refusals.append(
            Refusal(
                "companies.too-early",
                f"更名日 {since} 早于成立日或上一次更名日 {earliest}",
                "请对照登记机关的变更通知核对。",
                "since",
            )
        )
    if refusals:
        raise Refused(*refusals)
    with recording(actor) as book:
        master.rename(book, row, version=version, name=name, since=since, office=actor.home_office)
