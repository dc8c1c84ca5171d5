"""统一社会信用代码, GB 32100-2015 (domain.md E1).

The constants are public so that the whole-table check is built from the same numbers.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MODULUS = 31
WEIGHTS: tuple[int, ...] = tuple(pow(3, i, MODULUS) for i in range(17))
LENGTH = 18

_VALUE = {c: i for i, c in enumerate(ALPHABET)}
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def clean(text: str) -> str:
    """Half-width, upper-case, without blanks: what a person meant to type."""
    return "".join(text.translate(_WIDE).split()).upper()


def check_character(first17: str) -> str:
    """The 18th character for the first seventeen.

    Raises ValueError when the text is not 17 characters of the alphabet.
    """
    if len(first17) != LENGTH - 1 or not set(first17) <= _VALUE.keys():
        raise ValueError(f"not the first 17 characters of a credit code: {first17!r}")
    weighted = sum(_VALUE[c] * w for c, w in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[(MODULUS - weighted % MODULUS) % MODULUS]


def fault(code: str) -> str:
    """Why the cleaned code is not valid, as a Chinese phrase; empty when it is valid."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    if bad := [c for c in code if c not in _VALUE]:
        return f"统一社会信用代码含不允许的字符“{bad[0]}”"
    if check_character(code[:17]) != code[17]:
        return f"统一社会信用代码校验位应为{check_character(code[:17])}，现为{code[17]}"
    return ""


def is_valid(code: str) -> bool:
    """True when the code, already cleaned, satisfies the standard."""
    return not fault(code)
