"""Whether the numbers of one report hold together (领域参考资料 B5-B16, D1): parts within wholes, rates recomputed,
sums added up, nothing counted twice, one family of definitions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhuchao.reports.engine.template import CheckRule
from zhuchao.terms.figure import Figure
from zhuchao.terms.refusal import Refusal

_TENTH, _HUNDRED = Decimal("0.1"), Decimal(100)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What is known of a counted row beside its code: ``amount`` in the unit of the total, ``offices`` it is counted
    under."""

    amount: Decimal | None = None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome: ``ok`` is None when there was nothing to compare; ``said`` names the numbers."""

    kind: str
    title: str
    ok: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the checks look at: figures and names by blank, the family of definitions of each blank, facts of rows."""

    figures: Mapping[str, Figure]
    names: Mapping[str, str]
    profiles: Mapping[str, str]
    rows: Mapping[str, RowFacts]
    tolerance: Decimal


def coherence(rules: Sequence[CheckRule], given: Given) -> list[Check]:
    """Every check of the template, in its order. Raises KeyError for a kind that does not exist."""
    return [_KINDS[rule.kind](rule, given) for rule in rules]


def refusals(checks: Sequence[Check]) -> list[Refusal]:
    """The failed checks as reasons why the report may not be issued."""
    return [
        Refusal(
            f"reports.{check.kind}",
            f"一致性核对未通过：{check.title}。{check.said}",
            "请打开相关指标核对计入的记录，更正后重新起草。",
        )
        for check in checks
        if check.ok is False
    ]


def _two(rule: CheckRule, given: Given, one: str, other: str) -> tuple[Figure, Figure] | None:
    first, second = given.figures.get(rule.blanks[one]), given.figures.get(rule.blanks[other])
    if first is None or second is None or first.value is None or second.value is None:
        return None
    return first, second


def _unknown(rule: CheckRule, title: str) -> Check:
    return Check(rule.kind, title, None, "有一项无法核实，没有可比的数。")


def _part_of(rule: CheckRule, given: Given) -> Check:
    """Not more than the whole, and every row of it among the rows of the whole."""
    part, whole = (given.names[rule.blanks[k]] for k in ("part", "whole"))
    title = f"{part}不超过{whole}"
    both = _two(rule, given, "part", "whole")
    if both is None:
        return _unknown(rule, title)
    less, more = both
    assert less.value is not None and more.value is not None
    strangers = sorted(set(less.rows) - set(more.rows))
    said = f"{part}{less.printed()}，{whole}{more.printed()}"
    if strangers:
        said += f"；{len(strangers)}条不在{whole}之内：{'、'.join(strangers[:5])}"
    return Check(rule.kind, title, less.value <= more.value and not strangers, said + "。")


def _rate_of(rule: CheckRule, given: Given) -> Check:
    """The rate is part over whole of the same rows, to a tenth of a per cent."""
    rate_name, part_name, whole_name = (given.names[rule.blanks[k]] for k in ("rate", "part", "whole"))
    title = f"{rate_name}等于{part_name}÷{whole_name}"
    rate = given.figures.get(rule.blanks["rate"])
    both = _two(rule, given, "part", "whole")
    if both is None or rate is None or rate.value is None:
        return _unknown(rule, title)
    part, whole = both
    assert part.value is not None and whole.value is not None
    if not whole.value:
        return Check(rule.kind, title, False, f"{whole_name}为0，却给出了{rate_name}{rate.printed()}。")
    expected = (part.value / whole.value * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP)
    same = set(rate.rows) == set(part.rows) and set(rate.cohort) == set(whole.rows)
    said = f"{part.value}÷{whole.value}＝{expected}%，报告所列{rate.printed()}"
    if not same:
        said += f"；{rate_name}所用的记录与{part_name}、{whole_name}不是同一批"
    return Check(rule.kind, title, rate.value == expected and same, said + "。")


def _sum_of(rule: CheckRule, given: Given) -> Check:
    """The total is the sum of its rows' amounts."""
    name = given.names[rule.blanks["total"]]
    title = f"{name}等于逐项相加"
    both = _two(rule, given, "total", "whole")
    if both is None:
        return _unknown(rule, title)
    total, whole = both
    amounts = [given.rows[code].amount for code in whole.rows if code in given.rows]
    known = [a for a in amounts if a is not None]
    if len(known) < len(whole.rows):
        lacking = len(whole.rows) - len(known)
        return Check(rule.kind, title, None, f"{lacking}条没有给出逐项金额，没有核对合计。")
    assert total.value is not None
    added = sum(known, Decimal(0))
    said = f"逐项相加{added.normalize():f}{total.unit}，报告所列{total.printed()}。"
    return Check(rule.kind, title, abs(added - total.value) <= given.tolerance, said)


def _counted_once(rule: CheckRule, given: Given) -> Check:
    """No row twice, none under two offices."""
    title = f"{given.names[rule.blanks['whole']]}没有重复计数"
    whole = given.figures.get(rule.blanks["whole"])
    if whole is None or whole.value is None:
        return _unknown(rule, title)
    twice = sorted({code for code in whole.rows if whole.rows.count(code) > 1}) if _has_twice(whole) else []
    shared = [c for c in dict.fromkeys(whole.rows) if len(set(given.rows.get(c, RowFacts()).offices)) > 1]
    if twice:
        return Check(rule.kind, title, False, f"计了两次：{'、'.join(twice[:5])}。")
    if shared:
        told = [f"{c}（{'、'.join(given.rows[c].offices)}）" for c in shared[:5]]
        return Check(rule.kind, title, False, f"同时计在两个单位名下：{'、'.join(told)}。")
    return Check(rule.kind, title, True, f"{len(whole.rows)}条各计一次。")


def _has_twice(figure: Figure) -> bool:
    return len(set(figure.rows)) < len(figure.rows)


def _one_profile(rule: CheckRule, given: Given) -> Check:
    """One family of definitions, one version of each, one period and one moment of knowledge."""
    title = "全文只用一套口径"
    families = {p for p in given.profiles.values() if p}
    versions: dict[str, set[str]] = {}
    for figure in given.figures.values():
        versions.setdefault(figure.definition, set()).add(figure.version)
    moments = {figure.known_at for figure in given.figures.values()}
    mixed = sorted(d for d, found in versions.items() if len(found) > 1)
    if len(families) > 1:
        return Check(rule.kind, title, False, f"混用了{len(families)}套口径：{'、'.join(sorted(families))}。")
    if mixed:
        return Check(rule.kind, title, False, f"同一口径用了两个版本：{'、'.join(mixed)}。")
    if len(moments) > 1:
        return Check(rule.kind, title, False, "各项不是按同一时点已录入的记录计算的。")
    return Check(rule.kind, title, True, f"口径族：{'、'.join(families) or '不分'}。")


_KINDS: dict[str, Callable[[CheckRule, Given], Check]] = {
    "part_of": _part_of,
    "rate_of": _rate_of,
    "sum_of": _sum_of,
    "counted_once": _counted_once,
    "one_profile": _one_profile,
}
