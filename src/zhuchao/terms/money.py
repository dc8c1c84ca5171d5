"""Money in 万元 (10,000 yuan) and how it is printed (ui.md, Style)."""

from decimal import Decimal

WAN_PER_YI = Decimal(10_000)


def printed_wan(amount_wan: Decimal | float | int | None) -> str:
    """万元 below 1 亿, else 亿元 with two decimals; 未填 when unknown.

    ``amount_wan`` is in 万元.
    """
    if amount_wan is None:
        return "未填"
    amount = Decimal(str(amount_wan))
    if abs(amount) >= WAN_PER_YI:
        return f"{amount / WAN_PER_YI:,.2f} 亿元"
    shown = f"{amount:,.2f}".rstrip("0").rstrip(".")
    return f"{shown} 万元"
