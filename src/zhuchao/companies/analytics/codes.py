"""统一社会信用代码 over a whole table, from the constants of ``terms.uscc``."""

from typing import Any

import ibis

from zhuchao.companies.analytics.names import normalised
from zhuchao.terms import uscc


def cleaned(code: Any) -> Any:
    """``terms.uscc.clean`` over a column. Brackets, which no code may hold, are folded too."""
    return ibis.ifelse(code.re_search("^[0-9A-Z]*$"), code, normalised(code))


def fault(code: Any) -> Any:
    """``terms.uscc.fault`` over a column of cleaned codes: a Chinese phrase, empty when the code is valid."""
    # Searching is cheap and replacing is not: only a faulty code pays for the second.
    bad = code.re_replace(f"[{uscc.ALPHABET}]", "").substr(0, 1)
    weighted = _weighted(code)
    right = _check_character(weighted)
    last = code.substr(uscc.LENGTH - 1, 1)
    return ibis.cases(
        (
            code.length() != uscc.LENGTH,
            ibis.literal(f"统一社会信用代码应为{uscc.LENGTH}位，现为") + code.length().cast("string") + "位",
        ),
        (code.re_search(f"[^{uscc.ALPHABET}]"), ibis.literal("统一社会信用代码含不允许的字符“") + bad + "”"),
        (
            # The character itself is looked up only for a faulty code.
            (weighted + _value(last)) % uscc.MODULUS != 0,
            ibis.literal("统一社会信用代码校验位应为") + right + "，现为" + last,
        ),
        else_="",
    )


def bucket(code: Any) -> Any:
    """Where a company lies in the lake: the first hex digit of its code's MD5, even and the same on every engine."""
    return code.hexdigest("md5").substr(0, 1)


def _value(character: Any) -> Any:
    return ibis.literal(uscc.ALPHABET).find(character)


def _weighted(code: Any) -> Any:
    weighted = ibis.literal(0)
    for place, weight in enumerate(uscc.WEIGHTS):
        weighted = weighted + _value(code.substr(place, 1)) * weight
    return weighted


def _check_character(weighted: Any) -> Any:
    return ibis.literal(uscc.ALPHABET).substr((uscc.MODULUS - weighted % uscc.MODULUS) % uscc.MODULUS, 1)
