"""Portable operations on text: patterns, cutting, finding, casting."""

import ibis
from battery.operation import column

HAN = "[一-龥]"
TEXT = "text"
PATTERN = "pattern"
CAST = "cast"


OPERATIONS = (
    column(PATTERN, "re_search(alternatives)", lambda t: t.scope.re_search("(?:织|制)造|轴承")),
    column(PATTERN, "re_search('[一-龥]{2}')", lambda t: t.name.re_search(HAN + "{2}")),
    column(PATTERN, "re_search(anchors, classes, counts)", lambda t: t.code.re_search("^[0-9]{6}$")),
    column(PATTERN, "re_search('(?i)abc')", lambda t: t.scope.re_search("(?i)abc-[0-9]+")),
    column(PATTERN, "re_search(lazy)", lambda t: t.name.re_search("^(.+?公司).")),
    column(PATTERN, "re_search('[^、；;]*制造')", lambda t: t.scope.re_search("(?:^|[、；;])[^、；;]*织造")),
    column(PATTERN, "~re_search().fill_null(False)", lambda t: ~t.scope.re_search("轴承").fill_null(False)),
    column(
        PATTERN,
        r"re_search(r'\w, \d, \s')",
        lambda t: (t.name + "１　").re_search(r"\w\d\s"),
        "ASCII only on both",
    ),
    column(PATTERN, r"re_search(r'[\x{4e00}-\x{9fff}]')", lambda t: t.name.re_search(r"[\x{4e00}-\x{9fff}]")),
    column(
        PATTERN,
        "re_extract(group 0)",
        lambda t: t.scope.re_extract("针织[品面]料?", 0),
        "'' where nothing fits",
    ),
    column(
        PATTERN,
        "re_extract(group 1)",
        lambda t: t.name.re_extract("^(.+?公司).", 1),
        "'' where nothing fits",
    ),
    column(
        PATTERN,
        "re_extract(group 2 of 3)",
        lambda t: t.code.re_extract("^([0-9]{2})([0-9]{2})([0-9]{2})$", 2),
    ),
    column(PATTERN, "re_replace(pattern, text)", lambda t: t.scope.re_replace("[（(][^（）()]*[）)]", "")),
    column(PATTERN, "re_replace: every match", lambda t: t.scope.re_replace("[、；;]", "|")),
    column(PATTERN, "re_replace('^.*?X')", lambda t: t.scope.re_replace("^[^、；;]*[、；;]", "")),
    column(TEXT, "a + b", lambda t: t.name + "/" + t.code, "null when either is"),
    column(TEXT, "replace(a, b)", lambda t: t.name.replace("有限公司", "")),
    column(TEXT, "translate(a, b)", lambda t: t.name.translate("（）A", "()a")),
    column(TEXT, "contains(literal)", lambda t: t.scope.contains("针织")),
    column(TEXT, "contains(column)", lambda t: t.scope.contains(t.name.substr(2, 2))),
    column(TEXT, "startswith / endswith", lambda t: t.name.startswith("示例") & t.name.endswith("公司")),
    column(TEXT, "startswith(column)", lambda t: t.name.startswith(t.name.substr(0, 2))),
    column(TEXT, "like('%针织%')", lambda t: t.scope.like("%针织%")),
    column(TEXT, "find(literal)", lambda t: t.name.find("公司"), "characters from 0, -1 where it is not"),
    column(TEXT, "literal.find(column)", lambda t: ibis.literal("0123456789").find(t.code.substr(1, 1))),
    column(TEXT, "length()", lambda t: t.name.length(), "characters, not bytes"),
    column(TEXT, "length() beyond the basic plane", lambda t: t.scope.length(), "𠮷 is one character"),
    column(
        TEXT,
        "substr, find beyond the basic plane",
        lambda t: t.scope.substr(1, 2) + t.scope.find("轴").cast("string"),
    ),
    column(
        TEXT,
        "substr(-n, length), substr beyond the end",
        lambda t: t.name.substr(-2, 2) + t.name.substr(50, 2),
    ),
    column(TEXT, "strip() of tab and line feed", lambda t: ("\t" + t.name + "\n").strip()),
    column(TEXT, "contains('')", lambda t: t.name.contains("")),
    column(TEXT, "ascii_str()", lambda t: t.name.ascii_str()),
    column(TEXT, "substr(from, length)", lambda t: t.name.substr(2, 3)),
    column(TEXT, "substr(from)", lambda t: t.name.substr(4)),
    column(
        TEXT,
        "substr(column, column)",
        lambda t: t.name.substr(t.name.length() - 2, 2),
        where=lambda t: t.name.length() > 2,
    ),
    column(TEXT, "left(n) / right(n)", lambda t: t.code.left(2) + t.code.right(2)),
    column(TEXT, "strip()", lambda t: t.name.strip(), "ASCII spaces; the ideographic one stays"),
    column(TEXT, "upper() / lower()", lambda t: t.scope.lower() + t.name.upper()),
    column(TEXT, "lpad(n, '0')", lambda t: t.code.lpad(6, "0")),
    column(TEXT, "reverse()", lambda t: t.code.reverse()),
    column(TEXT, "repeat(n)", lambda t: t.code.repeat(2)),
    column(TEXT, "split(literal)", lambda t: t.scope.split("、")),
    column(TEXT, "split()[0]", lambda t: t.scope.split("；")[0]),
    column(TEXT, "hexdigest('md5')", lambda t: t.name.hexdigest("md5"), "hash() is not portable, this is"),
    column(
        TEXT,
        "text <, <=, ==",
        lambda t: (t.name < "示例织") | (t.code == "330603"),
        "by bytes of UTF-8 on both",
    ),
    column(TEXT, "levenshtein() of Chinese", lambda t: t.name.levenshtein("示例"), "characters, not bytes"),
    column(TEXT, "isin / notin", lambda t: t.code.isin(["330603", "330604"]) & t.id.notin([5])),
    column(CAST, "int.cast('string')", lambda t: t.n.cast("string")),
    column(CAST, "text.cast('int64')", lambda t: t.code.cast("int64") + 1),
    column(CAST, "text.try_cast('float64')", lambda t: t.scope.try_cast("float64")),
    column(CAST, "text.try_cast('int64')", lambda t: t.scope.substr(4, 3).try_cast("int64")),
    column(
        CAST,
        "text.try_cast('date')",
        lambda t: ibis.ifelse(t.id < 3, "2018-02-29", "2018-02-28").try_cast("date"),
    ),
    column(
        CAST,
        "' 33 '.try_cast, '3e3'.try_cast",
        lambda t: (
            (" " + t.code.left(2) + " ").try_cast("int64") + (t.code.left(1) + "e3").try_cast("float64")
        ),
    ),
    column(CAST, "'2018-1-2'.try_cast('date')", lambda t: (t.code.left(0) + "2018-1-2").try_cast("date")),
    column(CAST, "decimal * decimal", lambda t: (t.n.cast("decimal(18,4)") * 2).cast("float64")),
    column(CAST, "float.floor().cast('int64')", lambda t: t.x.floor().cast("int64")),
    column(CAST, "bool.cast('int64')", lambda t: t.flag.cast("int64")),
    column(CAST, "int.cast('float64')", lambda t: t.n.cast("float64") / 3),
    column(CAST, "date.cast('string')", lambda t: t.day.cast("string")),
    column(CAST, "bool.cast('string')", lambda t: t.flag.cast("string")),
)
