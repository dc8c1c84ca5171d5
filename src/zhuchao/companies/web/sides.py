"""What the registry says of a company and what our master says, as fields of a page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhuchao.companies.selectors import CompanyView, LakeNote, RegistryRow
from zhuchao.frame.details import Field, Section
from zhuchao.terms.money import printed_wan

#: The registry has no such value; it is not ours to fill in.
NOT_GIVEN = "登记库未载"


@dataclass(frozen=True, slots=True)
class Pair:
    """One field as both sides have it; ``ours_only`` when the registry knows no such field."""

    label: str
    ours: str
    theirs: str = ""
    ours_only: bool = False

    @property
    def differs(self) -> bool:
        """True when the two sides contradict each other."""
        return bool(self.ours and self.theirs) and self.ours != self.theirs

    @property
    def same(self) -> bool:
        """True when both say the same."""
        return bool(self.ours) and self.ours == self.theirs


def sections(ours: CompanyView | None, theirs: RegistryRow | None, note: LakeNote) -> list[Section]:
    """The fields where one side alone knows the company; both sides are compared by ``both``."""
    if ours is not None and theirs is not None:
        return []
    if ours is not None:
        return [Section("企业主档", _of_master(ours))]
    return [Section("登记库", _of_registry(theirs, note))] if theirs is not None else []


def _of_master(ours: CompanyView) -> list[Field]:
    return [
        Field("企业名称", ours.name, note=_former(ours)),
        Field("类型", ours.kind_name),
        Field("所在地", ours.region),
        Field("成立日期", ours.reg_date, "date"),
        Field("注册资本", ours.capital_wan, "money_wan"),
        Field("行业代码", ours.industry_code, "code" if ours.industry_code else "text"),
        Field("地址", ours.address),
        Field("登记", f"{ours.office_name}，{ours.created_at.astimezone():%Y-%m-%d}"),
        Field("经营范围", ours.scope, "long"),
        Field("备注", ours.note, "long"),
    ]


def _of_registry(row: RegistryRow, note: LakeNote) -> list[Field]:
    kind = row.ent_type or ("分支机构" if row.is_branch else "")
    return [
        Field("企业名称", row.name),
        Field("企业类型", kind or NOT_GIVEN),
        Field("所在地", row.region or NOT_GIVEN),
        Field("成立日期", _day(row.reg_date) or NOT_GIVEN),
        Field("注册资本", _money(row.capital_wan) or NOT_GIVEN, note=row.capital_note),
        Field("地址", row.address or NOT_GIVEN),
        Field("来源", _source(note)),
        Field("经营范围", row.scope or NOT_GIVEN, "long"),
    ]


def both(ours: CompanyView, theirs: RegistryRow, note: LakeNote) -> dict[str, Any]:
    """The comparison: where they differ the master counts (design.md §2.9)."""
    pairs = [
        Pair("企业名称", ours.name, theirs.name),
        Pair("曾用名", _former(ours), ours_only=True),
        Pair("类型", ours.kind_name, ours_only=True),
        Pair("所在地", ours.region, theirs.region),
        Pair("成立日期", _day(ours.reg_date), _day(theirs.reg_date)),
        Pair("注册资本", _money(ours.capital_wan), _money(theirs.capital_wan)),
        Pair("行业代码", ours.industry_code, ours_only=True),
        Pair("地址", ours.address, theirs.address or ""),
        Pair("经营范围", ours.scope, theirs.scope or ""),
        Pair("备注", ours.note, ours_only=True),
    ]
    pairs = [p for p in pairs if p.ours or not p.ours_only]
    return {
        "pairs": pairs,
        "differ": sum(p.differs for p in pairs),
        "written": f"{ours.office_name}登记，最近改动 {ours.changed_at.astimezone():%Y-%m-%d}",
        "source": _source(note),
        "capital_note": theirs.capital_note,
    }


def _source(note: LakeNote) -> str:
    return f"登记库，截至 {note.as_of:%Y-%m}" if note.as_of else "登记库"


def _former(ours: CompanyView) -> str:
    return "；".join(f"{f.name}（至 {f.until}）" for f in ours.former)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _money(value: Decimal | float | None) -> str:
    return printed_wan(value) if value is not None else ""
