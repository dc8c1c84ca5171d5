"""What a channel brings for what it costs."""

from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")


def rate_percent(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in per cent with one decimal; None for nothing."""
    if whole == 0:
        return None
    return (Decimal(100) * part / whole).quantize(_TENTH, ROUND_HALF_UP)


def wan_each(cost_wan: Decimal, count: int) -> Decimal | None:
    """Cost in 万元 for each, with two decimals; None where there is none or it cost nothing."""
    if count == 0 or cost_wan == 0:
        return None
    return (cost_wan / count).quantize(_CENT, ROUND_HALF_UP)
