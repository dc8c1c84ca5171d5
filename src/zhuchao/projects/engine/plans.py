"""Plan against what came about (S7): milestones, money by schedule, duties of both sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhuchao.terms.refusal import Refusal

KINDS = {"milestone": "节点", "money": "资金计划", "duty": "义务"}
SIDES = ("enterprise", "government")
#: A milestone that is a stage of the route: it comes about when the stage is reached.
STAGE_PREFIX = "stage-"


@dataclass(frozen=True, slots=True)
class Item:
    """A planned item by its newest text. ``first_due`` is what was planned at first, ``moves`` how often it was moved,
    ``amount_wan`` in 万元, ``done_on`` when it came about."""

    item: str
    what: str
    title: str
    side: str
    first_due: date
    due_on: date
    moves: int
    amount_wan: Decimal | None = None
    done_on: date | None = None

    def slip(self, today: date) -> int:
        """Days by which it came about later than first planned, or is by now; never less than nothing while it is open."""
        if self.done_on is not None:
            return (self.done_on - self.first_due).days
        return max((max(today, self.due_on) - self.first_due).days, 0)

    def overdue(self, today: date) -> bool:
        """True when it is due and has not come about."""
        return self.done_on is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an item, in the order it was written."""

    item: str
    what: str
    title: str
    side: str
    due_on: date
    amount_wan: Decimal | None


def items(
    texts: Iterable[Text],
    done: Mapping[str, date],
    reached: Mapping[str, date],
    arrivals: Sequence[tuple[date, Decimal]],
) -> list[Item]:
    """The items of one project, the next due first. ``done`` maps items to the day they were settled, ``reached`` stages
    to theirs, ``arrivals`` are (day, 万元) of money that counts."""
    found: dict[str, Item] = {}
    for text in texts:
        there = found.get(text.item)
        if there is None:
            found[text.item] = Item(
                text.item, text.what, text.title, text.side, text.due_on, text.due_on, 0, text.amount_wan
            )
        else:
            found[text.item] = replace(
                there,
                title=text.title or there.title,
                side=text.side or there.side,
                due_on=text.due_on,
                moves=there.moves + 1,
                amount_wan=text.amount_wan if text.amount_wan is not None else there.amount_wan,
            )
    met = money_met([i for i in found.values() if i.what == "money"], arrivals)
    listed = [replace(i, done_on=_done(i, done, reached, met)) for i in found.values()]
    return sorted(listed, key=lambda i: (i.due_on, i.item))


def _done(
    item: Item, done: Mapping[str, date], reached: Mapping[str, date], met: Mapping[str, date]
) -> date | None:
    if item.what == "money":
        return met.get(item.item)
    if item.item.startswith(STAGE_PREFIX):
        return reached.get(item.item.removeprefix(STAGE_PREFIX))
    return done.get(item.item)


def money_met(scheduled: Iterable[Item], arrivals: Iterable[tuple[date, Decimal]]) -> dict[str, date]:
    """The day on which all that was scheduled up to and with each item had arrived: the schedule is met in its order."""
    came = sorted(arrivals)
    found: dict[str, date] = {}
    needed, arrived, place = Decimal(0), Decimal(0), 0
    for item in sorted(scheduled, key=lambda i: (i.due_on, i.item)):
        needed += item.amount_wan or 0
        while arrived < needed and place < len(came):
            arrived += came[place][1]
            place += 1
        if arrived < needed or not place:
            break
        found[item.item] = came[place - 1][0]
    return found


def next_due(listed: Iterable[Item], *, most: int = 3) -> list[Item]:
    """The next items that are still open, the earliest first; overdue ones come first by their nature."""
    return sorted((i for i in listed if i.done_on is None), key=lambda i: (i.due_on, i.item))[:most]


def plan_faults(
    *, what: str, title: str, side: str, amount_wan: Decimal | None, sides: Mapping[str, str]
) -> list[Refusal]:
    """The kind is known, an item is named, money has its sum and a duty its side."""
    if what not in KINDS:
        told = "、".join(KINDS.values())
        return [Refusal("projects.plan-kind", "没有选择计划的种类", f"请从{told}中选择。", "what")]
    found = []
    if not 0 < len(title.strip()) <= 200:
        found.append(
            Refusal("projects.plan-title", "没有写明计划的内容，或超过200字", "请写明要完成什么。", "title")
        )
    if what == "money" and amount_wan is None:
        found.append(
            Refusal("projects.amount_wan", "资金计划没有金额", "请填写应到位的金额（万元）。", "amount_wan")
        )
    if what == "duty" and side not in SIDES:
        names = "或".join(sides[s] for s in SIDES)
        found.append(Refusal("projects.plan-side", "义务没有写明由谁履行", f"请选择{names}。", "side"))
    return found


def by_itself(item: Item) -> list[Refusal]:
    """The refusal for an item that nobody settles: payments are met by vouchers, stages by their own facts."""
    if item.what == "money":
        reason, then = "资金计划按到位凭证自动核对", "请登记到位资金。"
    elif item.item.startswith(STAGE_PREFIX):
        reason, then = "阶段节点随阶段推进自动完成", "请推进阶段。"
    else:
        return []
    return [Refusal("projects.item-by-itself", reason, then, "item")]
