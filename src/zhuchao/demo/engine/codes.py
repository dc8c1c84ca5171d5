"""Credit codes of invented companies: right by every check digit, in a range that is given to nobody.

The organisation part (GB 11714, digits 9-17) begins with XY; the registrars' own series begin with a
digit or MA.
"""

from zhuchao.terms import uscc

RANGE = "XY"
SIZE = 1_000_000
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
#: Coprime to SIZE, so that neighbours in the list do not have neighbouring codes.
_STRIDE = 618_033


def organisation_code(number: int) -> str:
    """The nine characters for the number-th organisation, ``0 <= number < SIZE``.

    Raises ValueError outside that range.
    """
    if not 0 <= number < SIZE:
        raise ValueError(f"number {number} is outside 0..{SIZE - 1}")
    first = f"{RANGE}{number * _STRIDE % SIZE:06d}"
    total = sum(int(c, 36) * w for c, w in zip(first, _WEIGHTS, strict=True))
    rest = 11 - total % 11
    return first + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(division: str, number: int) -> str:
    """The 18 characters of the number-th company registered in a division (six digits)."""
    first = f"91{division}{organisation_code(number)}"
    return first + uscc.check_character(first)
