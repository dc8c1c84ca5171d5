"""What is stuck on a day, on whose side and for how long, what is overdue, and the money of a period: the figures of a
month. They count every project the actor sees, whenever it signed."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhuchao import rulebook
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.ledger.models import State
from zhuchao.projects.engine.plans import STAGE_PREFIX
from zhuchao.projects.engine.rates import Planned, agreed
from zhuchao.projects.models import DelayFact, DoneFact, MoneyFact, PlanFact, StageFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.figures_facts import standing, tuples
from zhuchao.projects.selectors.figures_reading import Reading, reading
from zhuchao.terms.actor import Actor

YI = Decimal(10000)
_CENT = Decimal("0.01")
#: Items that somebody has to do by a day; money is counted by its vouchers.
_ITEMS = ("milestone", "duty")


def stuck_count(actor: Actor, asked: Asked) -> Counted:
    """Pursued projects that a cause holds up on the day, the longest held up first; ``side`` or ``cause`` keeps to one."""
    return _counted(_held_up(reading(actor, asked), asked))


def leader_needed(actor: Actor, asked: Asked) -> Counted:
    """Of those held up, the ones held up for as many days as the rulebook says a leader should take them up."""
    days = int(str(rulebook.rule("projects.leader-days", on=asked.as_of).value))
    held = _held_up(reading(actor, asked), asked)
    return _counted({c: told for c, told in held.items() if (asked.as_of - told[0]).days + 1 >= days})


def plan_overdue(actor: Actor, asked: Asked) -> Counted:
    """Pursued projects with a milestone or duty due before the day and not done by then, the longest overdue first."""
    book = reading(actor, asked)
    by_day = {"happened_on__lte": asked.as_of, "what__in": _ITEMS}
    facts = standing(PlanFact, book.at, signed_only=False).filter(**by_day)
    columns = ("subject", "item", "side", "happened_on", "id", "due_on", "amount_wan")
    plans = agreed(Planned(*told) for told in tuples(facts, *columns))
    done = set(tuples(standing(DoneFact, book.at, signed_only=False).filter(**by_day), "subject", "item"))
    # A milestone of the route comes about when its stage is reached.
    stages = standing(StageFact, book.at, signed_only=False).filter(happened_on__lte=asked.as_of)
    done |= {(code, STAGE_PREFIX + stage) for code, stage in tuples(stages, "subject", "what")}
    late = [p for p in plans if p.due_on < asked.as_of and (p.project, p.item) not in done]
    first: dict[str, tuple[date, bool]] = {}
    for each in sorted(late, key=lambda p: (p.due_on, p.project)):
        first.setdefault(each.project, (each.due_on, False))
    found = _pursued(book, asked, first)
    items = sum(each.project in found for each in late)
    return Counted.count(list(found), caveat=f"共 {items} 项逾期。" if items else "")


def money_arrived(actor: Actor, asked: Asked) -> Counted:
    """Verified money of the kinds that count which arrived in the period, in 亿元; ``claimed`` stands beside it."""
    book = reading(actor, asked)
    counting = [kind for kind, said in rules.details("money-kinds").items() if said["counts"]]
    days = (asked.period_from, asked.as_of)
    facts = standing(MoneyFact, book.at, signed_only=False, state=True)
    facts = facts.filter(what__in=counting, happened_on__range=days)
    sums: dict[bool, dict[str, Decimal]] = {True: {}, False: {}}
    for code, amount, state in tuples(facts, "subject", "amount_wan", "state_known"):
        if asked.offices is None or book.owners.get(code) in asked.offices:
            its = sums[state == State.VERIFIED]
            its[code] = its.get(code, Decimal(0)) + amount
    verified, claimed = (sum(sums[sure].values(), Decimal(0)) / YI for sure in (True, False))
    return Counted(
        value=verified.quantize(_CENT, ROUND_HALF_UP),
        numerator=verified,
        claimed=claimed,
        verified=verified,
        rows=tuple(sorted(sums[True])),
    )


def _held_up(book: Reading, asked: Asked) -> dict[str, tuple[date, bool]]:
    """Project → since when a cause holds it up without a break in the books, and whether that is verified."""
    facts = standing(DelayFact, book.at, signed_only=False, state=True).filter(happened_on__lte=asked.as_of)
    for column, name in (("side", "side"), ("what", "cause")):
        if given := asked.params.get(name):
            facts = facts.filter(**{column: given})
    columns = ("subject", "happened_on", "until", "state_known")
    found: dict[str, tuple[date, bool]] = {}
    for code, since, until, state in sorted(tuples(facts, *columns), key=lambda told: (told[1], told[0])):
        if until is None or until > asked.as_of:
            found.setdefault(code, (since, state == State.VERIFIED))
    return _pursued(book, asked, found)


def _pursued(
    book: Reading, asked: Asked, found: dict[str, tuple[date, bool]]
) -> dict[str, tuple[date, bool]]:
    """Those neither shelved nor ended on the day, of the asked offices."""
    gone = book.all_exits
    return {
        code: told
        for code, told in found.items()
        if code not in gone and (asked.offices is None or book.owners.get(code) in asked.offices)
    }


def _counted(found: dict[str, tuple[date, bool]]) -> Counted:
    number, verified = Decimal(len(found)), Decimal(_many(sure for _, sure in found.values()))
    return Counted(
        value=number, numerator=number, claimed=number - verified, verified=verified, rows=tuple(found)
    )


def _many(of: Iterable[bool]) -> int:
    return sum(1 for each in of if each)
