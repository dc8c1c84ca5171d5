"""Checks of what was entered: each finds projects that ask for a second look and says why. None changes a figure and none
decides anything (domain.md C1-C3, C27, C29)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

CHECKS = (
    "late_entry",
    "back_dated",
    "burst",
    "two_offices",
    "voucher_reuse",
    "round_trip",
    "framework",
    "second_signing",
    "no_engagement",
    "relocation",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding: the project, the check, what was found in a sentence, and the newest day it rests on."""

    project: str
    check: str
    text: str
    day: date | None = None


class Entry(NamedTuple):
    """A fact with its two days; ``label`` is what it is called."""

    project: str
    label: str
    happened_on: date
    recorded_on: date


def late(entries: Iterable[Entry], days: int) -> list[Mark]:
    """Entered more than ``days`` after they happened: one mark a project, with the worst."""
    by_project: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if (entry.recorded_on - entry.happened_on).days > days:
            by_project[entry.project].append(entry)
    found = []
    for code, its in sorted(by_project.items()):
        worst = max(its, key=lambda e: (e.recorded_on - e.happened_on, e.label))
        lag = (worst.recorded_on - worst.happened_on).days
        text = (
            f"{len(its)} 条记录在发生 {days} 天以后才录入，最晚的“{worst.label}”发生于 {worst.happened_on}，"
            f"录入于 {worst.recorded_on}，相隔 {lag} 天"
        )
        found.append(Mark(code, "late_entry", text, worst.recorded_on))
    return found


def back_dated(
    stages: Iterable[tuple[str, str, str, date]],
    papers: Mapping[tuple[str, str], date],
    proving: Mapping[str, Collection[str]],
    words: Mapping[str, str],
    days: int,
) -> list[Mark]:
    """Stages (project, stage, its name, day) dated more than ``days`` before the latest paper that proves them.

    ``papers`` maps (project, kind) to the earliest such paper, ``proving`` a stage to its kinds of paper.
    """
    found = []
    for code, stage, name, day in sorted(stages):
        dated = [(papers[code, kind], kind) for kind in proving.get(stage, ()) if (code, kind) in papers]
        if dated and (max(dated)[0] - day).days > days:
            latest, kind = max(dated)
            text = f"“{name}”日期 {day} 早于“{words.get(kind, kind)}”的落款日 {latest}"
            found.append(Mark(code, "back_dated", text, latest))
    return found


def quarter_end(day: date) -> date:
    """The last day of the quarter."""
    month = (day.month - 1) // 3 * 3 + 3
    first_after = date(day.year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)


def burst(
    signings: Iterable[tuple[str, str, date]], names: Mapping[str, str], *, days: int, share: int, least: int
) -> list[Mark]:
    """Signings (project, office, day of entry) of an office and quarter of which at least ``share`` per cent, and no
    fewer than ``least``, were entered in the quarter's last ``days``."""
    quarters: dict[tuple[str, date], list[tuple[str, date]]] = defaultdict(list)
    for code, office, day in signings:
        quarters[office, quarter_end(day)].append((code, day))
    found = []
    for (office, end), its in sorted(quarters.items()):
        late_ones = sorted((code, day) for code, day in its if (end - day).days < days)
        if len(late_ones) >= least and len(late_ones) * 100 >= share * len(its):
            text = (
                f"“{names.get(office, office)}”在截至 {end} 的季度录入签约 {len(its)} 个，"
                f"其中 {len(late_ones)} 个在最后 {days} 天"
            )
            found += [Mark(code, "burst", text, day) for code, day in late_ones]
    return found


def two_offices(
    projects: Iterable[tuple[str, str, str]], names: Mapping[str, str], asked: Collection[str]
) -> list[Mark]:
    """Projects (code, investor, lead office) whose investor has projects under another office too."""
    by_investor: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, investor, office in projects:
        by_investor[investor].append((code, office))
    found = []
    for its in by_investor.values():
        for code, office in its:
            others = sorted({names.get(o, o) for _, o in its if o != office})
            if others and code in asked:
                text = f"同一投资方在“{'”、“'.join(others)}”另有项目"
                found.append(Mark(code, "two_offices", text))
    return sorted(found, key=lambda m: m.project)


class Voucher(NamedTuple):
    """Money that arrived, in 万元; ``digest`` is of number, payer, payee, day and sum, ``number`` as it is compared."""

    project: str
    payer: str
    payee: str
    day: date
    amount: Decimal
    digest: str
    number: str = ""

    def alike(self, parts: Sequence[str]) -> tuple[object, ...] | None:
        """What it has of these parts, names without their legal form; None when one is not filled in."""
        known = self._asdict() | {"payer": plain_name(self.payer), "payee": plain_name(self.payee)}
        found = tuple(known[part] for part in parts)
        return found if all(found) else None


def voucher_reuse(
    vouchers: Iterable[Voucher], asked: Collection[str], by: Sequence[Sequence[str]] = (("digest",),)
) -> list[Mark]:
    """Vouchers that stand in the books more than once: alike in all parts of one line of ``by``. Another project is not
    named, whoever reads may not see it."""
    found: dict[tuple[str, frozenset[Voucher]], Mark] = {}
    told = list(dict.fromkeys(vouchers))
    for parts in by:
        groups: dict[tuple[object, ...], list[Voucher]] = defaultdict(list)
        for voucher in told:
            if (key := voucher.alike(parts)) is not None:
                groups[key].append(voucher)
        for its in groups.values():
            for code in sorted({v.project for v in its} & set(asked)) if len(its) > 1 else ():
                found.setdefault((code, frozenset(its)), _reused(code, its))
    return sorted(found.values(), key=lambda m: (m.project, m.text))


def _reused(code: str, its: Sequence[Voucher]) -> Mark:
    first = min(its, key=lambda v: v.day)
    elsewhere = "其中有的在其他项目名下" if {v.project for v in its} != {code} else "都在本项目名下"
    apart = "" if len({v.digest for v in its}) == 1 else "，所填事项不尽相同"
    text = f"{first.day} 金额 {first.amount.normalize():f} 万元的凭证登记了 {len(its)} 次{apart}，{elsewhere}"
    return Mark(code, "voucher_reuse", text, first.day)


_FORMS = re.compile(r"(有限责任公司|股份有限公司|有限公司|集团|公司|[（(].*?[）)]|\W)")


def plain_name(name: str) -> str:
    """A company's name without its legal form, brackets and marks."""
    return _FORMS.sub("", name)


def round_trip(vouchers: Sequence[Voucher], *, days: int, percent: int) -> list[Mark]:
    """Money whose payer is its payee but for the legal form, or that went back within ``days`` but for ``percent``."""
    found = []
    by_way: dict[tuple[str, str], list[Voucher]] = defaultdict(list)
    for voucher in vouchers:
        way = (plain_name(voucher.payer), plain_name(voucher.payee))
        if way[0] == way[1]:
            text = (
                f"{voucher.day} 的 {voucher.amount.normalize():f} 万元，付款人与收款人同为“{voucher.payee}”"
            )
            found.append(Mark(voucher.project, "round_trip", text, voucher.day))
        else:
            by_way[way].append(voucher)
    for (payer, payee), out in by_way.items():
        back = by_way.get((payee, payer), ())
        found += [
            _returned(there, again, days)
            for there in out
            for again in back
            if _same(there, again, days, percent)
        ]
    return sorted(set(found), key=lambda m: (m.project, m.text))


def _same(there: Voucher, again: Voucher, days: int, percent: int) -> bool:
    apart = abs(there.amount - again.amount) * 100
    return 0 <= (again.day - there.day).days <= days and apart <= percent * there.amount


def _returned(there: Voucher, again: Voucher, days: int) -> Mark:
    text = (
        f"{there.day} 由“{there.payer}”付给“{there.payee}”的 {there.amount.normalize():f} 万元，"
        f"{(again.day - there.day).days} 天后等额转回"
    )
    return Mark(there.project, "round_trip", text, again.day)


class Signing(NamedTuple):
    """A signed text as it was written down; ``amount`` in 万元."""

    project: str
    what: str
    number: str
    day: date
    amount: Decimal | None
    title: str = ""


def framework(
    texts: Iterable[Signing],
    *,
    words: Collection[str] = (),
    bound: Collection[str] = (),
    until: date | None = None,
) -> list[Mark]:
    """Formal texts without a sum, of one number with a framework agreement or a letter of intent of the project, or whose
    title says one of ``words``; and those signed by ``until`` of projects not in ``bound``: nothing that they oblige
    anybody to was ever written down."""
    by_project: dict[str, list[Signing]] = defaultdict(list)
    for text in texts:
        by_project[text.project].append(text)
    found = []
    for code, its in sorted(by_project.items()):
        loose = {t.number for t in its if t.what in ("framework", "intent") and t.number}
        for text in its:
            if text.what == "formal":
                empty = until is not None and text.day <= until and code not in bound
                found += [
                    Mark(code, "framework", said, text.day) for said in _loose(text, loose, words, empty)
                ]
    return found


def _loose(text: Signing, loose: Collection[str], words: Collection[str], empty: bool) -> Iterable[str]:
    said = f"{text.day} 的正式合同"
    if not text.amount:
        yield f"{said}没有金额"
    if text.number in loose:
        yield f"{said}与框架协议或意向书同号（{text.number}）"
    if named := [word for word in words if word in text.title]:
        yield f"{said}名称含“{'”、“'.join(named)}”"
    if empty:
        yield f"{said}至今没有登记任何约定义务或资金计划"


def second_signing(
    again: Mapping[str, Sequence[date]], named: Iterable[tuple[str, str, str, date]]
) -> list[Mark]:
    """Projects with further formal contracts (project → their days), and signed ones (project, investor, name, day) that
    have a namesake of the same investor which signed before."""
    found = [
        Mark(
            code, "second_signing", f"首次签约后又于 {'、'.join(str(d) for d in days)} 签订正式合同", days[-1]
        )
        for code, days in again.items()
        if days
    ]
    first: dict[tuple[str, str], tuple[str, date]] = {}
    for code, investor, name, day in sorted(named, key=lambda n: (n[3], n[0])):
        earlier = first.setdefault((investor, plain_name(name)), (code, day))
        if earlier[0] != code:
            text = f"同一投资方的同名项目已于 {earlier[1]} 签约"
            found.append(Mark(code, "second_signing", text, day))
    return sorted(found, key=lambda m: (m.project, m.text))


def relocated(moved: Mapping[str, str], home: str, digits: int, names: Mapping[str, str]) -> list[Mark]:
    """Projects that moved here from a district (project → its code) whose first ``digits`` are those of our own."""
    return [
        Mark(code, "relocation", f"迁出地 {names.get(place, place)}，与本区同属一个地级市")
        for code, place in sorted(moved.items())
        if place[:digits] == home[:digits] and place != home
    ]
