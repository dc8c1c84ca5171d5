"""Whether two records are the same company: what is compared, field by field, and what each answer counts.

Each field answers with a level; the rulebook's ``companies.duplicate-points`` gives points for every level, and
disagreement costs points. The sum decides: 同一家的可能. Nothing is decided for the officer: he is shown the evidence.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhuchao.terms.words import is_branch_name, normalise_name

_SIGNS = re.compile(r"[\W_]+")
_BRACKETS = re.compile("（([^（）]*)）")
#: What tells two works of one owner apart: numbers, and ordinals before the word for a unit.
_ORDINALS = re.compile("[0-9]+|第[一二三四五六七八九十]+|[一二三四五六七八九十](?=[分厂店部队期号村组建公])")
_PLACE_KINDS, _PLACES = "省市区县镇乡", 3
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record ready to be compared. ``stem`` is the name without place, brackets and legal form, ``whole`` the
    name without signs and legal form, ``marks`` what tells works of one owner apart; codes, amounts (万元) and days
    are empty text or None where unknown."""

    stem: str
    whole: str
    marks: str
    uscc: str
    county: str
    city: str
    address: str
    capital: float | None
    day: str
    phone: str


@dataclass(frozen=True, slots=True)
class Words:
    """Names of places (without 省, 市, 区, 县) and the pattern of a legal form at the end of a name."""

    places: Container[str]
    tail: re.Pattern[str]

    @classmethod
    def of(cls, places: Container[str], forms: Iterable[str]) -> "Words":
        """From the rulebook's legal forms; one of a single character is part of too many names."""
        longest_first = sorted((f for f in forms if len(f) > 1), key=len, reverse=True)
        return cls(places, re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})$"))


def stem(name: str, words: Words) -> str:
    """What is left of a name without its leading places, a place in brackets and its legal form."""
    key = normalise_name(name)
    if "（" in key:
        key = _BRACKETS.sub(lambda m: "" if _is_place(m[1], words.places) else m[1], key)
    rest = without_places(key if key.isalnum() else _SIGNS.sub("", key), words.places)
    bare = words.tail.sub("", rest)
    return bare if len(bare) > 1 else rest


def without_places(text: str, places: Container[str]) -> str:
    """The text without the names of up to three places at its head; two characters at least are left."""
    for _ in range(_PLACES):
        # Most names of places have two or three characters; 内蒙古 is no 内蒙.
        for length in (3, 2, 4, 5):
            if text[:length] in places and len(text) > length + 1:
                at = length + (len(text) > length + 2 and text[length] in _PLACE_KINDS)
                text = text[at:]
                break
        else:
            break
    return text


def _is_place(text: str, places: Container[str]) -> bool:
    return text in places or text[:-1] in places


def marks(stem: str, name: str) -> str:
    """Numbers and ordinals of a name, and 分 for a branch."""
    found = _ORDINALS.findall(stem)
    return "/".join([*found, "分"] if is_branch_name(name) else found)


def address_key(address: str, places: Container[str]) -> str:
    """An address without signs and leading places."""
    return without_places(_SIGNS.sub("", unicodedata.normalize("NFKC", address)).upper(), places)


def cleaned(
    name: str,
    uscc: str,
    county: str,
    city: str,
    address: str,
    capital: float | None,
    day: date | str | None,
    phone: str,
    words: Words,
) -> Cleaned:
    """One record as it is compared; empty text or None where something is not known."""
    short = stem(name, words)
    return Cleaned(
        stem=short,
        whole=words.tail.sub("", _SIGNS.sub("", normalise_name(name))),
        marks=marks(short, normalise_name(name)),
        uscc=uscc.strip().upper(),
        county=county,
        city=city or (county[:4] + "00" if county else ""),
        address=address_key(address, words.places),
        capital=capital or None,
        day=str(day or ""),
        phone="".join(_DIGITS.findall(phone))[-8:],
    )


#: Fields that are compared, in the order in which the evidence is shown, and the word for each level.
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": ("名称", ("不像", "略像", "相似", "很相似", "几乎相同", "去掉地名和组织形式后相同")),
    "whole": ("含地名的全称", ("不像", "相似", "很相似", "几乎相同")),
    "marks": ("序号与分支", ("不同", "一致")),
    "uscc": ("信用代码", ("不同", "有一方没有", "差一两位", "组织机构代码相同", "相同")),
    "region": ("所在地", ("不同城市", "有一方不明", "同城不同区县", "同城", "同区县")),
    "address": ("地址", ("不同", "有一方没有", "略像", "相似", "相同或几乎相同")),
    "capital": ("注册资本", ("不同", "有一方没有", "相同")),
    "day": ("成立日期", ("不同", "有一方没有", "相同")),
    "phone": ("电话", ("不同", "有一方没有", "相同")),
    "rarity": ("字号常见程度", ("少见", "较常见", "很常见")),
}


@dataclass(frozen=True, slots=True)
class Points:
    """The rulebook's ``companies.duplicate-points``: points by field and level, and the steps between levels.

    ``same_from`` points and more make a pair the same company in a whole-table run, ``ask_from`` and more put it
    before an officer. ``largest_block`` rows at most may share a key that makes pairs, ``largest_cluster`` rows at
    most become one company; a pair of clusters joins when ``least_links`` of its pairs say so.
    """

    of: Mapping[str, tuple[float, ...]]
    name_steps: tuple[float, ...]
    whole_steps: tuple[float, ...]
    address_steps: tuple[float, ...]
    rarity_steps: tuple[float, ...]
    same_from: float
    ask_from: float
    largest_block: int
    largest_cluster: int
    least_links: float

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Points":
        """From the rulebook's value. Raises ValueError when a field has another number of levels."""
        of = {name: tuple(float(p) for p in value["points"][name]) for name in FIELDS}
        for name, (_, words) in FIELDS.items():
            if len(of[name]) != len(words):
                raise ValueError(f"{name}: {len(words)} levels, {len(of[name])} points")
        return cls(
            of,
            tuple(value["name_steps"]),
            tuple(value["whole_steps"]),
            tuple(value["address_steps"]),
            tuple(value["rarity_steps"]),
            float(value["same_from"]),
            float(value["ask_from"]),
            int(value["largest_block"]),
            int(value["largest_cluster"]),
            float(value["least_links"]),
        )


def clusters(
    links: Sequence[tuple[float, int, int]], largest: int, least_links: float
) -> dict[int, list[int]]:
    """Groups of rows that are one company, by their smallest row number, the surest link first.

    Two groups join only while they hold at most ``largest`` rows together and at least the share ``least_links``
    of the pairs between them is linked: one weak link does not chain two companies. ``links`` are points and rows.
    """
    near: dict[int, set[int]] = {}
    for _, a, b in links:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    home: dict[int, int] = {}
    group: dict[int, list[int]] = {}
    for _, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = home.get(a, a), home.get(b, b)
        if one == other:
            continue
        ours, theirs = group.get(one, [a]), group.get(other, [b])
        if len(ours) + len(theirs) > largest:
            continue
        linked = sum(len(near[member].intersection(theirs)) for member in ours)
        if linked < least_links * len(ours) * len(theirs):
            continue
        kept = min(one, other)
        group.pop(one, None), group.pop(other, None)
        group[kept] = ours + theirs
        for member in group[kept]:
            home[member] = kept
    return {min(members): sorted(members) for members in group.values()}
