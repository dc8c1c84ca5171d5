"""How the company master is written: one row, one fact and one audit row a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from zhuchao import rulebook
from zhuchao.companies.engine.master import Bounds, Event
from zhuchao.companies.models import Company, CompanyFact, FormerName
from zhuchao.ledger.store import Book
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name


@dataclass(frozen=True, slots=True)
class Values:
    """What a new row of the master says; ``capital_wan`` in 万元."""

    uscc: str
    name: str
    kind: str
    county_code: str = ""
    city_code: str = ""
    industry_code: str = ""
    reg_date: date | None = None
    capital_wan: Decimal | None = None
    address: str = ""
    scope: str = ""
    note: str = ""


def bounds(on: date) -> Bounds:
    """The limits of the rulebook that day."""
    earliest = rulebook.rule("registry.date-floor", on=on).value
    ceiling = rulebook.rule("registry.capital-ceiling", on=on).value
    assert isinstance(earliest, date)
    return Bounds(earliest, on, Decimal(str(ceiling)))


def create(book: Book, values: Values, *, office: str, from_registry: bool, on: date) -> Company:
    """Take a company into the master.

    Raises Refused when it is there already, told by whom and when.
    """
    if (held := Company.objects.filter(uscc=values.uscc).first()) is not None:
        raise _there(held)
    row = Company(
        **{name: getattr(values, name) for name in Values.__dataclass_fields__},
        name_key=normalise_name(values.name),
        office_code=office,
        from_registry=from_registry,
        created_at=book.now,
        changed_at=book.now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Another officer was quicker between the look and the insert; the unique index decided.
        held = Company.objects.filter(uscc=values.uscc).first()
        if held is None:
            raise
        raise _there(held) from error
    what = Event.ADOPTED if from_registry else Event.ADDED
    book.fact(_fact(row, what, on, office, {"name": row.name}))
    _audit(book, row, "纳入企业主档" if from_registry else "登记企业", {"name": ["", row.name]}, office)
    return row


def correct(
    book: Book, row: Company, *, version: int, changes: Mapping[str, object], office: str, on: date
) -> dict[str, tuple[object, object]]:
    """Put right what was wrong; gives the fields that changed with their values before and after.

    Raises Refused when nothing differs or somebody changed the row since ``version``.
    """
    if row.version != version:
        raise _meanwhile(row)
    differ = {f: (getattr(row, f), new) for f, new in changes.items() if getattr(row, f) != new}
    if not differ:
        raise Refused(
            Refusal("companies.nothing-changed", "没有改动任何内容", "请修改后再保存，或点“取消”返回。")
        )
    fresh: dict[str, object] = {f: new for f, (_, new) in differ.items()}
    if "name" in fresh:
        fresh["name_key"] = normalise_name(str(fresh["name"]))
    _change(book, row, version, fresh)
    told = {f: (_plain(old), _plain(new)) for f, (old, new) in differ.items()}
    book.fact(_fact(row, Event.CORRECTED, on, office, {"changes": {f: list(v) for f, v in told.items()}}))
    _audit(book, row, "更正企业信息", {f: list(v) for f, v in told.items()}, office)
    return differ


def rename(book: Book, row: Company, *, version: int, name: str, since: date, office: str) -> None:
    """The company bears another name from that day; the old one is kept.

    Raises Refused when somebody changed the row since ``version``.
    """
    if row.version != version:
        raise _meanwhile(row)
    before = row.name
    _change(book, row, version, {"name": name, "name_key": normalise_name(name)})
    FormerName.objects.create(company=row, name=before, name_key=normalise_name(before), until=since)
    book.fact(_fact(row, Event.RENAMED, since, office, {"before": before, "after": name}))
    _audit(book, row, "企业更名", {"name": [before, name], "since": [None, since.isoformat()]}, office)


def latest_rename(row: Company) -> date | None:
    """The day the present name took over; None when the company was never renamed."""
    return row.former_names.order_by("-until").values_list("until", flat=True).first()


def _change(book: Book, row: Company, version: int, fresh: Mapping[str, object]) -> None:
    changed = Company.objects.filter(pk=row.pk, version=version).update(
        **fresh, version=version + 1, changed_at=book.now
    )
    if changed != 1:
        row.refresh_from_db()
        raise _meanwhile(row)
    row.refresh_from_db()


def _fact(row: Company, what: Event, on: date, office: str, value: dict[str, object]) -> CompanyFact:
    return CompanyFact(subject=row.uscc, what=what.value, happened_on=on, office_code=office, value=value)


def _audit(book: Book, row: Company, verb: str, changes: Mapping[str, list[object]], office: str) -> None:
    book.audit(
        verb,
        f"company:{row.uscc}",
        row.name,
        changes=changes,
        office=office,
        rule_version=rulebook.version(),
    )


def _plain(value: object) -> object:
    """As the ledger keeps it: days as text, amounts without idle zeros."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _there(row: Company) -> Refused:
    return Refused(
        Refusal(
            "companies.already-there",
            f"“{row.name}”已在企业主档中（{row.created_at:%Y-%m-%d} 登记）",
            "请打开该企业页面，需要改动时点“更正”。",
            "uscc",
            "一家企业只登记一次",
        )
    )


def _meanwhile(row: Company) -> Refused:
    return Refused(
        Refusal(
            "companies.changed-meanwhile",
            f"您打开页面之后，“{row.name}”已被他人修改，现为第{row.version}版",
            "请刷新页面，按最新内容核对后再改。",
        )
    )
