"""Money arrived and duties met against what was agreed (domain.md D1)."""

from decimal import Decimal

from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.projects.engine import rates
from zhuchao.projects.selectors.figures import NO_COHORT, YI, landed, per_cent
from zhuchao.projects.selectors.figures_reading import reading
from zhuchao.terms.actor import Actor


def money_arrived_rate(actor: Actor, asked: Asked) -> Counted:
    """Verified arrivals ÷ what was to arrive by the day, or with ``against`` total ÷ the contract sums, in per cent.
    Numerator and denominator in 亿元; ``claimed`` stands beside the numerator and is no part of it."""
    book = reading(actor, asked)
    if not book.cohort:
        return Counted.blank(NO_COHORT)
    total = asked.params.get("against") == "total"
    if total:
        base = {code: its.amount for code, its in book.cohort.items() if its.amount}
    else:
        base = rates.scheduled(book.planned("money"), asked.as_of)
    if not base:
        why = "签约项目的合同都没有金额" if total else "签约项目没有截至该日应到位的资金计划"
        return Counted.blank(why, cohort=tuple(book.cohort))
    found = rates.arrived(base, book.arrivals)
    left = len({a.project for a in book.arrivals} - set(base))
    caveat = "分子、分母为亿元，只计已核实的到位资金。"
    caveat += (
        f"另有 {left} 个项目有到位资金但没有可比的{'合同金额' if total else '资金计划'}，不计入。"
        if left
        else ""
    )
    return Counted(
        value=per_cent(found.verified, found.due),
        numerator=found.verified / YI,
        denominator=found.due / YI,
        claimed=found.claimed / YI,
        verified=found.verified / YI,
        rows=found.with_money,
        cohort=found.base,
        caveat=caveat,
    )


def fulfilment_rate(actor: Actor, asked: Asked) -> Counted:
    """Duties due by the day and met in time ÷ duties due, of both sides or one ``side``, in per cent."""
    book = reading(actor, asked)
    if asked.params.get("by") == "surviving":
        codes = [c for c in book.cohort if book.all_exits.get(c, ("",))[0] != "ended"]
        return Counted.share(codes, tuple(book.cohort)) or Counted.blank(NO_COHORT)
    found = rates.fulfilled(
        book.planned("duty"), book.done("duty"), as_of=asked.as_of, side=asked.params.get("side", "")
    )
    if not found.due:
        return Counted.blank("签约项目没有截至该日到期的义务", cohort=tuple(book.cohort))
    projects = tuple(dict.fromkeys(code for code, _ in found.due))
    met = tuple(dict.fromkeys(code for code, _ in found.met))
    part, whole = Decimal(len(found.met)), Decimal(len(found.due))
    return Counted(
        value=per_cent(part, whole),
        numerator=part,
        denominator=whole,
        rows=met,
        cohort=projects,
        caveat=f"按义务计：{len(projects)} 个项目到期 {whole} 项，按期履行 {part} 项。",
    )


def leading_share(actor: Actor, asked: Asked) -> Counted:
    """S17: of the sums landed by the profile, those of projects placed on one of the district's chains, in per cent."""
    book = reading(actor, asked)
    codes, _ = landed(book, asked)
    sums = {code: book.cohort[code].amount or Decimal(0) for code in codes}
    whole = sum(sums.values(), Decimal(0))
    if not whole:
        return Counted.blank("期间内签约的项目没有落地的，或没有合同金额", cohort=tuple(codes))
    leading = tuple(code for code in codes if book.attribute("chain").get(code))
    part = sum((sums[code] for code in leading), Decimal(0))
    return Counted(
        value=per_cent(part, whole),
        numerator=part / YI,
        denominator=whole / YI,
        rows=leading,
        cohort=tuple(codes),
        caveat="分子、分母为合同金额（亿元）。",
    )
