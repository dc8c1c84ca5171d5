"""Records as people really write them: variants of a registry row, drawn from a seed.

Names: one slip of the pen, full-width signs, brackets of another shape or left out, the region's kind (市, 区) or the
whole region dropped, another legal form, traditional characters. ``mixed`` draws whole records.
"""

import random
import re
from collections.abc import Callable, Iterable

#: Characters that names are full of: what a wrong character is most often taken for.
COMMON = "华新中大安金天海源通盛达兴利美丰科信创润泰"
_KINDS = re.compile("^(.{2,3}?)[省市](.{2,4}?)[市区县]")
_REGION = re.compile("^(?:.{2,4}?[省市区县])+")
_FORMS = (("有限责任公司", "有限公司"), ("股份有限公司", "股份公司"), ("有限公司", "有限责任公司"))
_TRADITIONAL = str.maketrans(
    "绍兴桥区龙纺织贸东华业机械药电轴农张国", "紹興橋區龍紡織貿東華業機械藥電軸農張國"
)


def full_width(name: str, _: random.Random) -> str:
    """Letters, digits and signs as a Chinese keyboard writes them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def brackets(name: str, draw: random.Random) -> str:
    """Brackets of another shape, or none."""
    ways = {ord(a): b for a, b in zip("（）()", draw.choice(("[][]", "【】【】")), strict=True)}
    return name.translate(ways) if draw.random() < 0.5 else re.sub("[（）()]", "", name)


def region_kinds(name: str, _: random.Random) -> str:
    """绍兴市柯桥区… → 绍兴柯桥…"""
    return _KINDS.sub(r"\1\2", name)


def no_region(name: str, _: random.Random) -> str:
    """绍兴市柯桥区示例水泵厂 → 示例水泵厂."""
    return _REGION.sub("", name)


def legal_form(name: str, _: random.Random) -> str:
    """有限公司 for 有限责任公司 and the like."""
    for before, after in _FORMS:
        if name.endswith(before):
            return name.removesuffix(before) + after
    return name


def traditional(name: str, _: random.Random) -> str:
    """As a partner across the strait writes it."""
    return name.translate(_TRADITIONAL)


def slip(name: str, draw: random.Random) -> str:
    """A wrong, missing, doubled or swapped character before the legal form."""
    at = draw.randrange(0, max(1, len(name) - 5))
    return draw.choice(
        (
            name[:at] + draw.choice(COMMON) + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


NAME_WAYS: dict[str, Callable[[str, random.Random], str]] = {
    way.__name__: way
    for way in (full_width, brackets, region_kinds, no_region, legal_form, traditional, slip)
}


#: A record: name, code, county, city, address, capital in 万元, day of registration (ISO).
Record = tuple[str, str, str, str, str, float | None, str | None]
_TRADES = "纺织贸易 贸易科技 科技投资 机械模具 商贸物流 实业置业 建筑装饰 服饰针织 管理咨询 电子电器 化工塑料 食品餐饮 工程劳务"


def dirty_name(name: str, draw: random.Random) -> str:
    """One kind of dirt, a second in one of four."""
    ways = (slip, no_region, region_kinds, legal_form, brackets, full_width)
    for way in draw.choices(ways, (30, 20, 10, 15, 10, 15), k=1 if draw.random() < 0.75 else 2):
        name = way(name, draw) or name
    return name


def dirty_address(address: str, draw: random.Random) -> str:
    """Missing, without its region, a character short, cut off, another number, or as it was."""
    at = draw.randrange(len(address) or 1)
    ways = (
        "",
        _REGION.sub("", address) or address,
        address[:at] + address[at + 1 :],
        address[: max(6, int(len(address) * 0.6))],
        re.sub(r"[0-9]+", str(draw.randrange(1, 300)), address, count=1),
        address,
    )
    return draw.choices(ways, (25, 25, 20, 10, 7, 13))[0]


def dirty_code(code: str, draw: random.Random) -> str:
    """Missing in three of five, one character wrong in one of twelve."""
    at = draw.randrange(len(code) or 1)
    wrong = code[:at] + draw.choice("0123456789ABCDEFGH") + code[at + 1 :] if code else ""
    return draw.choices(("", wrong, code), (60, 8, 32))[0]


def duplicate(row: Record, draw: random.Random) -> Record:
    """The same company written down once more: every field may be missing, noisy or, seldom, wrong."""
    name, code, county, city, address, capital, day = row
    places = ((county, city), ("", ""), ("", city), ("330603", "330600"))
    place = draw.choices(places, (64, 20, 15, 1))[0]
    other = capital * draw.choice((2, 5, 10, 0.1)) if capital else capital
    amount = draw.choices((capital, None, other), (64, 30, 6))[0]
    near = f"{day[:8]}{draw.randrange(1, 29):02d}" if day else day
    when = draw.choices((day, None, near), (70, 25, 5))[0]
    return (
        dirty_name(name, draw), dirty_code(code, draw), *place, dirty_address(address, draw), amount, when
    )  # fmt: skip


def near_miss(row: Record, draw: random.Random) -> Record:
    """Another company that looks like it: a numbered branch, a sibling of another trade, a namesake elsewhere."""
    name, _, county, city, address, capital, _ = row
    day = f"20{draw.randrange(1, 19):02d}-0{draw.randrange(1, 10)}-{draw.randrange(10, 28)}"
    kind, number = draw.random(), draw.choice("一二三四五六七八九十")
    trade = next((t for t in _TRADES.split() if t[:2] in name), "")
    if kind < 0.3 and len(name) > 8:
        branch = name.removesuffix("有限公司") + f"第{number}分公司"
        here = address if draw.random() < 0.5 else ""
        return (branch if name.endswith("有限公司") else number + name, "", county, city, here, None, day)
    if kind < 0.65 and trade:
        kept = capital if draw.random() < 0.3 else None
        return (name.replace(trade[:2], trade[2:], 1), "", county, city, address, kept, day)
    away = "370102" if county.startswith("41") else "410102"
    return (name, "", away, away[:4] + "00", "", draw.choice((None, 50.0, 100.0, 500.0)), day)


def mixed(rows: Iterable[Record], total: int, seed: int) -> tuple[list[Record], list[int]]:
    """Records and the company each belongs to, shuffled: three of ten companies have one, two or four duplicates,
    three of a hundred a near miss; two of five originals lack their code. Stops at ``total`` records."""
    draw = random.Random(seed)
    found: list[tuple[Record, int]] = []
    company = 0
    for whole in rows:
        row = whole if draw.random() < 0.6 else (whole[0], "", *whole[2:])
        found.append((row, company))
        copies = draw.choices((0, 1, 2, 4), (70, 18, 9, 3))[0]
        found += [(duplicate(row, draw), company) for _ in range(copies)]
        company += 1
        if draw.random() < 0.03:
            found.append((near_miss(row, draw), company))
            company += 1
        if len(found) >= total:
            break
    draw.shuffle(found)
    return [r for r, _ in found], [c for _, c in found]
