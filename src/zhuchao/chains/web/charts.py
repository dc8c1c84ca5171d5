"""The charts of the gaps board and of the link page, as ECharts options; each returns plain JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhuchao.chains.web.looks import look

_ROW = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One link of the interval chart; counts of companies."""

    name: str
    kind: str
    observed: int
    expected: float
    low: float
    high: float


def intervals(bars: Sequence[Bar]) -> dict[str, Any]:
    """Observed against expected with the interval of the observed count, one line a link.

    The band is two stacked bars, the lower one invisible: plain JSON can carry no drawing function.
    """
    names = [_short(b.name) for b in bars]
    return {
        "animation": False,
        "grid": {"left": 8, "right": 24, "top": 34, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "data": ["实有家数", "应有家数", "实有家数的区间"]},
        "tooltip": {"trigger": "axis", "confine": True, "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1, "name": "家", "nameLocation": "end"},
        "yAxis": {"type": "category", "inverse": True, "data": names, "axisLabel": {"fontSize": 12}},
        "series": [
            {
                "name": "区间下限",
                "type": "bar",
                "stack": "band",
                "silent": True,
                "itemStyle": {"color": "transparent"},
                "data": [round(b.low, 1) for b in bars],
                "tooltip": {"show": False},
            },
            {
                "name": "实有家数的区间",
                "type": "bar",
                "stack": "band",
                "barWidth": 8,
                "itemStyle": {"color": "#cbd5e1", "borderRadius": 4},
                "data": [round(b.high - b.low, 1) for b in bars],
                "tooltip": {"show": False},
            },
            {
                "name": "应有家数",
                "type": "scatter",
                "symbol": "rect",
                "symbolSize": [3, 16],
                "itemStyle": {"color": "#1e293b"},
                "data": [round(b.expected, 1) for b in bars],
            },
            {
                "name": "实有家数",
                "type": "scatter",
                "symbolSize": 11,
                "itemStyle": {"color": "#1c4e9d"},
                "data": [{"value": b.observed, "itemStyle": {"color": look(b.kind).colour}} for b in bars],
            },
        ],
    }


def intervals_height(bars: Sequence[Bar]) -> int:
    """Pixels for the interval chart: one line of text a link."""
    return 60 + _ROW * max(len(bars), 3)


def entrants(by_year: Mapping[int, int | None]) -> dict[str, Any]:
    """New companies by year of founding; a year without data is a gap in the row and not a zero."""
    years = sorted(by_year)
    absent = [y for y in years if by_year[y] is None]
    most = max((n for n in by_year.values() if n is not None), default=1) or 1
    return {
        "animation": False,
        "grid": {"left": 8, "right": 12, "top": 28, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "right": 0, "data": ["新设企业", "缺数据"] if absent else []},
        "tooltip": {"trigger": "axis", "confine": True},
        "xAxis": {"type": "category", "data": [str(y) for y in years]},
        "yAxis": {"type": "value", "minInterval": 1, "name": "家"},
        "series": [
            {
                "name": "新设企业",
                "type": "bar",
                "barMaxWidth": 22,
                "itemStyle": {"color": "#1c4e9d", "borderRadius": [3, 3, 0, 0]},
                "data": [by_year[y] for y in years],
            },
            {
                "name": "缺数据",
                "type": "bar",
                "barGap": "-100%",
                "silent": True,
                "tooltip": {"show": False},
                "itemStyle": {"color": "#e2e7ef"},
                "data": [most if y in absent else None for y in years],
            },
        ],
    }


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11]}…"
