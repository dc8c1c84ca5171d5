"""Records as people really write them: variants of a registry row, drawn from a seed.

Names: one slip of the pen, full-width signs, brackets of another shape or left out, the region's kind (市, 区) or the
whole region dropped, another legal form, traditional characters. ``benchmarks/duplicates.py`` draws whole records.
"""

import random
import re
from collections.abc import Callable

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
