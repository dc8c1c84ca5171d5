"""What a project costs and yields the public purse, year by year, by a stated formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Discount rate and the share of tax that stays here, in per cent; years until full yield, years counted."""

    discount_percent: Decimal
    local_share_percent: Decimal
    ramp_years: int
    horizon_years: int


@dataclass(frozen=True, slots=True)
class Year:
    """One year from the first (0): money in 万元; ``present`` is the net of the year discounted to the first."""

    number: int
    paid: Decimal
    tax: Decimal
    net: Decimal
    present: Decimal


@dataclass(frozen=True, slots=True)
class CashFlow:
    """``npv`` in 万元; ``payback`` the first year in which what came in covers what was paid, undiscounted (None:
    not within the horizon); tax in 万元/亩 and jobs per 亩 (None: no land)."""

    years: tuple[Year, ...]
    npv: Decimal
    payback: int | None
    tax_per_mu: Decimal | None
    jobs_per_mu: Decimal | None


def cash_flow(
    *,
    paid: Sequence[Decimal],
    tax_wan: Decimal,
    years_to_full: int,
    land_mu: Decimal | None,
    jobs: Decimal | None,
    by: Assumptions,
) -> CashFlow:
    """``paid`` is what the public pays in each year from the first; ``tax_wan`` the tax of a full year, reached in the
    year ``years_to_full`` after rising evenly over ``ramp_years``. Net = tax x local share - paid;
    NPV = sum of net / (1 + rate)^year."""
    rate = 1 + by.discount_percent / _HUNDRED
    found: list[Year] = []
    running, payback = Decimal(0), None
    for number in range(by.horizon_years + 1):
        out = paid[number] if number < len(paid) else Decimal(0)
        tax = (tax_wan * _reached(number, years_to_full, by.ramp_years)).quantize(_CENT, ROUND_HALF_UP)
        net = tax * by.local_share_percent / _HUNDRED - out
        found.append(Year(number, out, tax, _cents(net), _cents(net / rate**number)))
        running += net
        if payback is None and running >= 0 and number >= len(paid) - 1:
            payback = number
    return CashFlow(
        tuple(found),
        sum((y.present for y in found), Decimal(0)),
        payback,
        _cents(tax_wan / land_mu) if land_mu else None,
        _cents(jobs / land_mu) if land_mu and jobs is not None else None,
    )


def _reached(number: int, full: int, ramp: int) -> Decimal:
    """The share of full yield in the year: rises evenly over ``ramp`` years up to ``full``."""
    if number >= full:
        return Decimal(1)
    begun = number - (full - ramp)
    return max(Decimal(0), Decimal(begun) / Decimal(ramp)) if ramp else Decimal(0)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
