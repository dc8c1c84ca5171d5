"""The money of an invented project: vouchers that arrive as it goes on, in 万元."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhuchao.demo.engine.acts import workday
from zhuchao.demo.engine.details import land_price
from zhuchao.demo.engine.lives import Dice, Life

#: Equity forms bring their money before the start; kind of the voucher by form.
EQUITY = {"stake": "equity", "acquisition": "equity", "convertible": "convertible", "swap": "swap"}


@dataclass(frozen=True, slots=True)
class Voucher:
    """Money that came in on a day; ``number`` is on the bank's slip."""

    kind: str
    day: date
    wan: int
    payer: str
    payee: str
    number: str


class _Purse:
    """Collects the vouchers of a life; none after the last day or after the project was given up."""

    def __init__(self, dice: Dice, life: Life, last: date) -> None:
        self._dice, self._life = dice, life
        self._last = min(last, life.exit.on) if life.exit else last
        self.found: list[Voucher] = []

    def came(self, kind: str, day: date, share: float, *, of: int = 0, by: str = "") -> None:
        """``share`` of the planned sum, or of ``of``."""
        paid = workday(day)
        if paid > self._last:
            return
        wan = max(1, round((of or self._life.sum_wan) * share))
        number = f"SL{paid:%y%m%d}{self._dice.random.randint(0, 9999):04d}"
        payer = by or self._life.investor.name
        self.found.append(Voucher(kind, paid, wan, payer, local_name(self._life), number))

    def went_back(self) -> None:
        """The last sum returns to who paid it within days, entered as equipment bought from them."""
        paid = self.found[-1]
        day, number = workday(paid.day + timedelta(days=5)), f"{paid.number}F"
        self.found.append(Voucher("equipment", day, paid.wan, paid.payee, paid.payer, number))


def vouchers(dice: Dice, life: Life, *, last: date) -> list[Voucher]:
    """What arrived by ``last``, in the order of the days."""
    purse = _Purse(dice, life, last)
    days = life.days
    if life.form in EQUITY and "registered" in days:
        purse.came(EQUITY[life.form], days["registered"] + dice.days(5, 12), 0.6)
        if "started" in days:
            purse.came(EQUITY[life.form], days["started"] + dice.days(90, 200), 0.4)
    elif "registered" in days:
        purse.came("capital", days["registered"] + dice.days(4, 12), 0.2)
        if "padded-money" in life.flaws:
            purse.went_back()
        _land(dice, life, purse)
        _working(dice, life, purse)
    return sorted(purse.found, key=lambda v: v.day)


def local_name(life: Life) -> str:
    """The company that the investor founded here."""
    return f"示例区{life.investor.brand[2:]}项目有限公司"


def _land(dice: Dice, life: Life, purse: _Purse) -> None:
    if life.form == "build" and "sited" in life.days:
        purse.came("land", life.days["sited"] + dice.days(5, 25), 1, of=land_price(life))


def _working(dice: Dice, life: Life, purse: _Purse) -> None:
    if "started" not in life.days:
        return
    start, built = life.days["started"], life.form == "build"
    slow = dice.random.uniform(0.75, 1.0)
    parts = 3 if built else 1
    for part in range(parts):
        kind = "construction" if built else "rent"
        purse.came(kind, start + timedelta(days=20 + 130 * part), 0.4 * slow / parts)
    if life.klass in ("tech", "talent"):
        purse.came("rd", start + dice.days(120, 200), 0.3 * slow)
    else:
        purse.came("equipment", start + dice.days(*((260, 340) if built else (80, 150))), 0.4 * slow)
    if dice.chance(0.2):
        purse.came("loan", start + dice.days(60, 120), 0.15, by="示例农村商业银行")
    if dice.chance(0.1) and "produced" in life.days:
        purse.came("fiscal", life.days["produced"] + dice.days(60, 150), 0.02, by="示例区财政局")
