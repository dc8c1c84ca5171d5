"""The figures of projects (domain.md A1, D1): each answers for what the actor may see, on a day, as known at a moment."""

from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.projects.engine import cohort as cohorts
from zhuchao.projects.engine.landing import MONEY, Profile, landed_by, profile
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures_reading import Reading, reading
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

YI = Decimal(10000)
_CENT, _TENTH, _HUNDRED = Decimal("0.01"), Decimal("0.1"), Decimal(100)
NO_COHORT = "期间内没有首次签订正式合同的项目"


def signed_count(actor: Actor, asked: Asked) -> Counted:
    """B5, B15: projects by their first formal contract. ``nature`` counts one nature apart."""
    found = reading(actor, asked).of_nature(asked.params.get("nature", ""))
    sure = [code for code, its in found.items() if its.verified]
    return _counted(list(found), sure, caveat=_signed_again(found.values()))


def planned_total(actor: Actor, asked: Asked) -> Counted:
    """B8: the sums of the cohort by their newest texts, in 亿元."""
    found = reading(actor, asked).cohort
    if not found:
        return Counted.blank(NO_COHORT)
    whole, verified, first = cohorts.total(found.values())
    silent = [code for code, its in found.items() if its.amount is None]
    caveat = f"补充协议使金额较首次签约{_change(whole - first)}。"
    caveat += f"{len(silent)} 个项目的合同没有金额，按零计。" if silent else ""
    return Counted(
        value=_yi(whole),
        numerator=whole / YI,
        claimed=(whole - verified) / YI,
        verified=verified / YI,
        rows=tuple(found),
        caveat=caveat,
    )


def large_count(actor: Actor, asked: Asked) -> Counted:
    """B6, B7: of the cohort, those whose sum reaches ``threshold`` in 亿元 (the rulebook's when not said)."""
    limit = _threshold(asked)
    found = reading(actor, asked).cohort
    codes = cohorts.large(found.values(), limit * YI)
    sure = [code for code in codes if found[code].amount_verified]
    return _counted(codes, sure, tuple(found), caveat=f"门槛 {limit.normalize():f} 亿元。")


def landed_count(actor: Actor, asked: Asked) -> Counted:
    """B9: of the cohort, those whose landing evidence is complete by the definition's ``profile``."""
    book = reading(actor, asked)
    codes, sure = landed(book, asked)
    return _counted(codes, sure, tuple(book.cohort))


def landing_rate(actor: Actor, asked: Asked) -> Counted:
    """B10: landed ÷ cohort, in per cent by count; with ``by`` amount by contract sums."""
    book = reading(actor, asked)
    codes, sure = landed(book, asked)
    return _share(book, asked, codes, sure)


def signed_not_started(actor: Actor, asked: Asked) -> Counted:
    """B16: the cohort less those whose start of building is evidenced."""
    book = reading(actor, asked)
    reached = book.evidenced(["started"])
    codes = [code for code in book.cohort if "started" not in reached.get(code, ())]
    ended = [code for code in codes if book.all_exits.get(code, ("",))[0] == "ended"]
    sure = [code for code in codes if book.cohort[code].verified]
    caveat = f"其中已终止 {len(ended)} 个，仍计入。" if ended else ""
    return _counted(codes, sure, tuple(book.cohort), caveat=caveat)


def stage_rate(actor: Actor, asked: Asked) -> Counted:
    """Of the cohort, those that reached the definition's ``stage`` on evidence, in per cent; stages are not nested."""
    book, stage = reading(actor, asked), asked.params["stage"]
    reached = book.evidenced([stage])
    codes = [code for code in book.cohort if stage in reached.get(code, ())]
    sure = [code for code in codes if reached[code][stage].verified]
    return _share(book, asked, codes, sure)


def landed(book: Reading, asked: Asked) -> tuple[list[str], list[str]]:
    """Codes that landed by the profile the question names, and of these the ones landed on verified facts alone."""
    its = landing_profile(asked)
    if its not in book.landed:
        book.landed[its] = _landed(book, its)
    return book.landed[its]


def _landed(book: Reading, its: Profile) -> tuple[list[str], list[str]]:
    paid = {a.project for a in book.arrivals if a.verified} if its.asks_money else set()
    reached, none = book.evidenced(its.stages), frozenset[str]()
    # What decides is the same for many: the route, the stages, whether there is money.
    ways: dict[tuple[Collection[str], frozenset[str], bool], tuple[str, ...]] = {}
    codes, sure = [], []
    for code in book.cohort:
        stages = frozenset(reached[code]) if code in reached else none
        key = (_route(book, code), stages, code in paid)
        by = ways.get(key)
        if by is None:
            by = ways[key] = landed_by(its, *key[:2], money=key[2])
        if by:
            codes.append(code)
            if all(part == MONEY or reached[code][part].verified for part in by):
                sure.append(code)
    return codes, sure


def landing_profile(asked: Asked) -> Profile:
    """The landing profile of a question, by the rule in force on its day."""
    name = asked.params.get("profile", "district")
    value = rulebook.rule(f"projects.landing.{name}", on=asked.as_of).value
    assert isinstance(value, dict)
    return profile(value)


def _route(book: Reading, code: str) -> Collection[str]:
    kind = book.kinds.get(code)
    if kind is None or not kind[0]:
        return ()
    if kind not in book.routes:
        book.routes[kind] = rules.route(*kind)
    return book.routes[kind]


def _counted(
    codes: Sequence[str], sure: Sequence[str], cohort: tuple[str, ...] = (), *, caveat: str = ""
) -> Counted:
    number, verified = Decimal(len(codes)), Decimal(len(sure))
    return Counted(
        value=number,
        numerator=number,
        denominator=Decimal(len(cohort)) if cohort else None,
        claimed=number - verified,
        verified=verified,
        rows=tuple(codes),
        cohort=cohort,
        caveat=caveat,
    )


def _share(book: Reading, asked: Asked, codes: Sequence[str], sure: Sequence[str]) -> Counted:
    if asked.params.get("by") != "amount":
        return Counted.share(codes, tuple(book.cohort), verified=sure) or Counted.blank(NO_COHORT)

    def sums(of: Iterable[str]) -> Decimal:
        return sum((book.cohort[c].amount or Decimal(0) for c in of), Decimal(0))

    whole, part, verified = sums(book.cohort), sums(codes), sums(sure)
    if not whole:
        why = "期间内签约项目的合同都没有金额" if book.cohort else NO_COHORT
        return Counted.blank(why, cohort=tuple(book.cohort))
    return Counted(
        value=per_cent(part, whole),
        numerator=part / YI,
        denominator=whole / YI,
        claimed=(part - verified) / YI,
        verified=verified / YI,
        rows=tuple(codes),
        cohort=tuple(book.cohort),
        caveat="分子、分母为合同金额（亿元）。",
    )


def per_cent(part: Decimal, whole: Decimal) -> Decimal:
    """The part in per cent of the whole, to a tenth."""
    return (part / whole * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP)


def _yi(wan: Decimal) -> Decimal:
    return (wan / YI).quantize(_CENT, ROUND_HALF_UP)


def _change(wan: Decimal) -> str:
    if not wan:
        return "没有变化"
    return f"{'增加' if wan > 0 else '减少'} {abs(_yi(wan))} 亿元"


def _signed_again(found: Iterable[cohorts.Signed]) -> str:
    again = sum(1 for each in found if each.again)
    return f"{again} 个项目另有再次签约，只计一次。" if again else ""


def _threshold(asked: Asked) -> Decimal:
    given = asked.params.get("threshold", "")
    if not given:
        value = rulebook.rule("projects.thresholds", on=min(asked.as_of, timezone.localdate())).value
        assert isinstance(value, dict)
        return Decimal(str(value["default"]))
    try:
        number = Decimal(given)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number <= 0:
        raise Refused(
            Refusal(
                "figures.param", f"门槛“{given}”不是大于零的数", "请填写亿元数，例如 1 或 0.5。", "threshold"
            )
        )
    return number
