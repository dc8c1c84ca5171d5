"""Registered capital: foreign currency made comparable, unit errors set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

HOME_CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Currency:
    """Words that name a currency in files; ``rate`` in yuan for one unit."""

    names: tuple[str, ...]
    rate: float


@dataclass(frozen=True, slots=True)
class Limits:
    """``ceiling_wan`` nobody exceeds; from ``doubt_wan`` only names with a word of ``large_bodies`` are believed.

    Amounts in 万元.
    """

    ceiling_wan: float
    doubt_wan: float
    large_bodies: tuple[str, ...]
    currencies: Mapping[str, Currency]


@dataclass(frozen=True, slots=True)
class Judged:
    """``wan`` in 万元 of yuan, None when not given or not believed; ``note`` says what was done, else empty."""

    wan: float | None
    note: str


def currency_of(text: str, limits: Limits) -> str:
    """The code of the currency a text names; empty when it names none."""
    for code, currency in limits.currencies.items():
        if any(name in text for name in currency.names):
            return code
    return ""


def judge(amount: float | None, currency: str, name: str, limits: Limits) -> Judged:
    """What to keep of a registered capital.

    ``amount`` is in 万 of the currency; ``currency`` a code, empty when the file has no such column.
    """
    if amount is None or not amount >= LEAST:
        return Judged(None, "")
    known = limits.currencies.get(currency or HOME_CURRENCY)
    wan = amount * (known.rate if known else 1.0)
    if wan > limits.ceiling_wan:
        return Judged(None, f"{NOT_USED_CEILING}{_whole(amount)}万")
    if wan >= limits.doubt_wan and not any(word in name for word in limits.large_bodies):
        return Judged(None, f"{NOT_USED_DOUBT}{_whole(amount)}万")
    if known is None:
        return Judged(wan, CURRENCY_UNKNOWN)
    if currency in ("", HOME_CURRENCY):
        return Judged(wan, "")
    return Judged(wan, f"原币{_whole(amount)}万{known.names[0]}，按{known.rate}折算")


#: One fen in 万: less is no amount of money.
LEAST = 1e-6
NOT_USED = "注册资本未采用："
NOT_USED_CEILING = NOT_USED + "超过上限，疑似以元误作万元，原值"
NOT_USED_DOUBT = NOT_USED + "与企业名称不相称，疑似以元误作万元，原值"
CURRENCY_UNKNOWN = "币种未注明，按人民币计"


def _whole(amount: float) -> str:
    return str(floor(min(amount, 9e15)))
