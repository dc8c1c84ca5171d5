"""What a model learned of past expansions says of one company and one city, in sentences with points that add up.

The model gives numbers; which sentence goes with which of them is decided here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.terms.money import printed_wan
from zhuchao.terms.reason import Reason

#: Groups of what the model looks at, with the word for each.
GROUPS: Mapping[str, str] = {
    "flow": "两地往来",
    "near": "距离",
    "alike": "已进入的城市",
    "trade": "同类行业",
    "habit": "外拓节奏",
    "size": "规模与年限",
    "city": "城市本身",
}
#: What stands for one unit of the model: contributions are shown in points with one decimal.
SCALE = Decimal(10)
_TENTH = Decimal("0.1")
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Move:
    """A company and a city by what was known on the day ``known``; places are names.

    ``from_city`` and ``from_province`` count the companies of its home that opened a branch in the city; ``km`` from its
    home; ``alike`` are cities it is in that are often entered together with this one, ``nearest_km`` the nearest of all;
    ``words`` of its name with how many times as often as all their companies go to the city; capital in 万元.
    """

    uscc: str
    name: str
    home: str
    province: str
    city: str
    same_province: bool
    from_city: int
    from_city_recent: int
    from_province: int
    km: int | None
    branches: int
    recent_branches: int
    newest: date | None
    alike: tuple[str, ...]
    nearest_km: int | None
    in_province: int
    words: tuple[tuple[str, float], ...]
    capital_wan: float | None
    founded: date | None
    popular: int
    recent: int
    known: date


def reasons(move: Move, points: Mapping[str, float]) -> tuple[Reason, ...]:
    """A sentence for every group, the heaviest first; ``points`` by group, in units of the model."""
    found = [
        Reason(code, f"{word}：{_SAID[code](move)}", (Decimal(str(points[code])) * SCALE).quantize(_TENTH))
        for code, word in GROUPS.items()
    ]
    return tuple(sorted(found, key=lambda r: -abs(r.points)))


def band(place: int, lasts: Sequence[int]) -> str:
    """The word for a place counted from 1 among all candidates of a city; ``lasts`` are the last places of the bands."""
    return next((f"前 {last} 名" for last in lasts if place <= last), f"{lasts[-1]} 名以后")


def _flow(m: Move) -> str:
    if not m.from_province:
        return f"{m.province}企业还没有到{m.city}设过分支"
    wide = f"{m.province}有 {m.from_province:,} 家企业到{m.city}设过分支"
    if m.home == m.province:
        return wide
    if not m.from_city:
        return f"{m.home}企业还没有到{m.city}设过分支；{wide}"
    return f"{m.home}有 {m.from_city:,} 家企业到{m.city}设过分支（近四年 {m.from_city_recent:,} 家）；{wide}"


def _near(m: Move) -> str:
    same = "，同省" if m.same_province else ""
    return f"总部到{m.city}的距离不明{same}" if m.km is None else f"总部距{m.city} {m.km:,} 公里{same}"


def _alike(m: Move) -> str:
    if not m.branches:
        return "没有在外市设过分支"
    told = f"已进入 {m.branches} 个外市"
    if m.alike:
        told += f"，其中{'、'.join(m.alike)}常与{m.city}被同一家企业进入"
    if m.in_province:
        told += f"；{m.city}同省已有 {m.in_province} 个市"
    return told + (f"；最近的一处距{m.city} {m.nearest_km:,} 公里" if m.nearest_km is not None else "")


def _trade(m: Move) -> str:
    if not m.words:
        return f"名称中没有特别常到{m.city}的行业词"
    told = "、".join(f"“{word}”（{times:.1f} 倍）" for word, times in m.words)
    return f"名称含下列词的企业到{m.city}比一般企业多：{told}"


def _habit(m: Move) -> str:
    if m.newest is None:
        return "没有外设分支的经过"
    return f"近四年新进入 {m.recent_branches} 个外市，最近一次 {m.newest:%Y-%m}"


def _size(m: Move) -> str:
    capital = "注册资本未载" if m.capital_wan is None else f"注册资本 {printed_wan(m.capital_wan)}"
    if m.founded is None:
        return f"{capital}，成立日期未载"
    return f"{capital}，成立 {max(0, int((m.known - m.founded).days / _YEAR))} 年"


def _city(m: Move) -> str:
    return f"外地有 {m.popular:,} 家企业到{m.city}设过分支，近四年新来 {m.recent:,} 家"


_SAID: Mapping[str, Callable[[Move], str]] = {
    "flow": _flow,
    "near": _near,
    "alike": _alike,
    "trade": _trade,
    "habit": _habit,
    "size": _size,
    "city": _city,
}
