"""What the engines do not agree on in text; an upgrade that mends one fails its test, and then the rule goes."""

import ibis
from battery.operation import value

_NEITHER = "only what RE2 and Java both know: no look-around, no reference to a group"
_CLASS = "write [一-龥] with the characters themselves"


@ibis.udf.scalar.python
def _told(n: int) -> str:
    return "无" if n is None else "有"


_PATTERNS = (
    value(
        1,
        r"re_replace('(a)', r'<\1>')",
        lambda t: t.name.re_replace("(织造)", r"<\1>"),
        "'示例<织造>有限公司'",
        "'示例<1>有限公司'",
        "no reference to a group in what replaces",
    ),
    value(
        1,
        "re_replace('(a)', '<$1>')",
        lambda t: t.name.re_replace("(织造)", "<$1>"),
        "'示例<$1>有限公司'",
        "'示例<织造>有限公司'",
        "no $ and no backslash in what replaces",
    ),
    value(1, r"re_search(r'\p{Han}')", lambda t: t.name.re_search(r"\p{Han}"), "True", "error", _CLASS),
    value(
        1,
        r"re_search(r'[\u4e00-\u9fff]')",
        lambda t: t.name.re_search(r"[\u4e00-\u9fff]"),
        "error",
        "True",
        _CLASS,
    ),
    value(1, "re_search('a(?=b)')", lambda t: t.name.re_search("织造(?=有限)"), "error", "True", _NEITHER),
    value(1, r"re_search(r'(3)\1')", lambda t: t.code.re_search(r"(3)\1"), "error", "True", _NEITHER),
    value(
        1,
        "re_search('a++')",
        lambda t: t.name.re_search("示++例"),
        "error",
        "True",
        "no possessive quantifiers",
    ),
    value(
        1,
        "re_search('a{0,1001}')",
        lambda t: t.name.re_search("示{0,1001}"),
        "error",
        "True",
        "counts up to 1000",
    ),
    value(
        1,
        r"re_search(r'公司\b')",
        lambda t: t.name.re_search(r"公司\b"),
        "False",
        "True",
        r"no \b beside Chinese",
    ),
    value(
        3,
        r"re_search(r'A\b') before Chinese",
        lambda t: t.name.re_search(r"A\b"),
        "True",
        "False",
        r"no \b beside Chinese",
    ),
    value(
        1,
        r"re_search(r'\s') of a vertical tab",
        lambda t: (t.name + "\x0b").re_search(r"\s"),
        "False",
        "True",
        "clean control characters first",
    ),
    value(
        1,
        "re_search('(?i)ａ') of Ａ",
        lambda t: (t.name + "Ａ").re_search("(?i)ａ"),
        "True",
        "False",
        "(?i) for ASCII letters only",
    ),
    value(
        1,
        "re_search('司.终') over a carriage return",
        lambda t: (t.name + "\r终").re_search("司.终"),
        "True",
        "False",
        "clean control characters first",
    ),
    value(
        1,
        "re_search('司$') before a line feed",
        lambda t: (t.name + "\n").re_search("司$"),
        "False",
        "True",
        "strip() first",
    ),
    value(
        1,
        "re_search('[示例&&[示]]')",
        lambda t: t.name.re_search("[示例&&[示]]"),
        "False",
        "True",
        "no && in a class",
    ),
    value(
        1,
        "re_search('[[]')",
        lambda t: (t.name + "[").re_search("[[]"),
        "True",
        "error",
        r"write \[ in a class",
    ),
)


_TEXTS = (
    value(1, "hash()", lambda t: t.name.hash() == 1050389703, "False", "True", "hexdigest('md5')"),
    value(
        1,
        "split('.')",
        lambda t: (t.code + ".a").split(".").length(),
        "2",
        "9",
        "split only at characters without meaning in a pattern",
    ),
    value(
        1,
        "split('|')",
        lambda t: (t.code + "|a").split("|").length(),
        "2",
        "9",
        "split only at characters without meaning in a pattern",
    ),
    value(
        1,
        "upper() of ß",
        lambda t: (t.code.left(1) + "ß").upper(),
        "'3ẞ'",
        "'3SS'",
        "company names hold none",
    ),
    value(
        3,
        "array.join() of an empty array",
        lambda t: t.words.join("|"),
        "''",
        "None",
        "fill_null('') after it",
    ),
    value(
        1,
        "array[i] beyond the end",
        lambda t: t.words[7],
        "None",
        "error",
        "filter by length() first",
    ),
    value(1, "strftime('%j')", lambda t: t.day.strftime("%j"), "'060'", "'60'", "day_of_year()"),
    value(
        1,
        "json[…].str",
        lambda t: (t.code.left(0) + '{"a": "b"}').cast("json")["a"].str,
        "'b'",
        "error",
        "take columns apart when a file is read",
    ),
    value(4, "a Python UDF over null", lambda t: _told(t.n), "None", "'无'", "no Python UDFs"),
)

OPERATIONS = (*_PATTERNS, *_TEXTS)
