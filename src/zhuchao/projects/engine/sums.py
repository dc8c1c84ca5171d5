"""Sums in 万元, also those agreed or paid in a foreign currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhuchao.terms.refusal import Refusal

HOME = "CNY"
_FEN = Decimal("0.01")
_LARGEST = Decimal(10) ** 11


@dataclass(frozen=True, slots=True)
class Sum:
    """``wan`` is in 万元. For a foreign currency ``original`` is in ten thousands of it and ``rate`` is the yuan one of
    it was worth on the day."""

    wan: Decimal
    currency: str = HOME
    original: Decimal | None = None
    rate: Decimal | None = None


def read_sum(
    wan: Decimal | None,
    *,
    currency: str,
    original: Decimal | None,
    rate: Decimal | None,
    currencies: object,
    field: str = "amount_wan",
) -> tuple[Sum | None, list[Refusal]]:
    """The sum as it is kept and what is wrong with it. A foreign sum is converted at the rate that is given (B7: 按合同日
    汇率); a sum in 万元 given beside it is then left aside. Nothing given at all is no sum and no fault."""
    assert isinstance(currencies, dict)
    if currency not in currencies:
        names = "、".join(currencies.values())
        return None, [
            Refusal("projects.currency", f"没有币种“{currency}”", f"请从{names}中选择。", "currency")
        ]
    if currency != HOME:
        return _foreign(currency, original, rate, str(currencies[currency]))
    if wan is None:
        return None, []
    kept, wrong = _checked(wan, field, "金额")
    return (Sum(kept) if kept is not None else None), wrong


def _foreign(
    currency: str, original: Decimal | None, rate: Decimal | None, name: str
) -> tuple[Sum | None, list[Refusal]]:
    wrong: list[Refusal] = []
    if original is None:
        wrong.append(
            Refusal(
                "projects.amount_original",
                f"没有填写{name}金额",
                "请填写原币金额，单位为万。",
                "amount_original",
            )
        )
    if rate is None or not rate.is_finite() or rate <= 0:
        wrong.append(
            Refusal(
                "projects.rate",
                "外币金额没有填写当日汇率，或汇率不大于零",
                f"请填写当日 1 {name}折合人民币元数，以中国人民银行公布的中间价为准。",
                "rate",
                "外币按合同日汇率折算",
            )
        )
    if original is None or wrong:
        return None, wrong
    kept, wrong = _checked(original, "amount_original", "原币金额")
    if kept is None or rate is None:
        return None, wrong
    wan, wrong = _checked(kept * rate, "amount_original", "折合金额")
    return (Sum(wan, currency, kept, rate) if wan is not None else None), wrong


def _checked(amount: Decimal, field: str, label: str) -> tuple[Decimal | None, list[Refusal]]:
    """The amount to the cent of 万, greater than nothing."""
    kept = amount.quantize(_FEN, ROUND_HALF_UP) if amount.is_finite() and abs(amount) <= _LARGEST else None
    if kept is None or kept <= 0:
        return None, [
            Refusal(
                f"projects.{field}",
                f"{label}应大于零，并在一千万亿元以内",
                "请核对金额与单位（万元）。",
                field,
            )
        ]
    return kept, []
