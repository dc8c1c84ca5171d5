"""The charts of the board as ECharts options with their twins as tables; plain JSON."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from zhuchao.frame.tables import Cell, Table
from zhuchao.projects.engine.rates import Step
from zhuchao.projects.selectors.board import Band
from zhuchao.projects.selectors.cohorts import Funnel
from zhuchao.projects.selectors.forecast import Forecast

_BLUE, _GREEN, _GREY, _AMBER = "#1c4e9d", "#2b8a57", "#94a3b8", "#c98a1b"
_GRID = {"left": 8, "right": 24, "bottom": 8, "containLabel": True}
#: Where the plot begins, px: below the legend, and below the unit too where that stands over the upright axis.
_BELOW_LEGEND, _BELOW_UNIT = 34, 58


#: What a forecast shows, and in what unit.
_MEASURES = {"output": ("产值", "亿元"), "tax": ("税收", "亿元"), "jobs": ("就业", "人")}


def yi(wan: Decimal | None) -> Decimal | None:
    """万元 in 亿元 with two decimals."""
    return None if wan is None else (wan / 10000).quantize(Decimal("0.01"))


def _bars(
    names: Sequence[str], series: Sequence[dict[str, Any]], unit: str, *, across: bool
) -> dict[str, Any]:
    category = {"type": "category", "data": list(names), "axisLabel": {"fontSize": 12}}
    value = {"type": "value", "name": unit}
    return {
        "animation": False,
        "grid": _GRID | {"top": _BELOW_LEGEND if across else _BELOW_UNIT},
        "legend": {"top": 0, "left": 0},
        "tooltip": {"trigger": "axis", "confine": True},
        "xAxis": value if across else category,
        "yAxis": category | {"inverse": True} if across else value,
        "series": list(series),
    }


def funnel_chart(found: Funnel) -> dict[str, Any]:
    """How many reached each stage, and how many stand there."""
    names = [found.stages[level.stage] for level in found.levels]
    reached = [
        {"value": level.count, "url": f"{reverse('projects:list')}?stage={level.stage}"}
        for level in found.levels
    ]
    left = [level.shelved + level.ended for level in found.levels]
    series: list[dict[str, Any]] = [
        {"name": "到达过", "type": "bar", "data": reached, "itemStyle": {"color": _BLUE}},
        {"name": "在此搁置或终止", "type": "bar", "data": left, "itemStyle": {"color": _AMBER}},
    ]
    return _bars(names, series, "个", across=True)


def funnel_table(found: Funnel) -> Table:
    """The same with sums and reasons."""
    rows = []
    for level in found.levels:
        reasons = "，".join(
            f"{found.reasons.get(code, code) or '未填'} {many}" for code, many in level.reasons
        )
        url = f"{reverse('projects:list')}?stage={level.stage}"
        name, here = found.stages[level.stage], Cell(level.standing, url)
        rows.append((name, level.count, yi(level.amount), here, level.shelved, level.ended, reasons))
    headings = (
        "阶段",
        "到达过（个）",
        "金额（亿元）",
        "现停留（个）",
        "搁置（个）",
        "终止（个）",
        "搁置、终止的原因",
    )
    return Table(headings, rows)


def money_chart(steps: Sequence[Step]) -> dict[str, Any]:
    """Money due and arrived, cumulative."""
    parts = (
        ("按计划应到位", _GREY, "due"),
        ("已核实到位", _GREEN, "verified"),
        ("仅申报", _AMBER, "claimed"),
    )
    series = [
        {
            "name": name,
            "type": "line",
            "symbolSize": 5,
            "itemStyle": {"color": colour},
            "data": [float(yi(getattr(step, part)) or 0) for step in steps],
        }
        for name, colour, part in parts
    ]
    return _bars([str(step.until) for step in steps], series, "亿元", across=False)


def money_table(steps: Sequence[Step]) -> Table:
    """The same as numbers."""
    headings = ("截至", "按计划应到位（亿元）", "已核实到位（亿元）", "仅申报（亿元）")
    return Table(headings, [(str(s.until), yi(s.due), yi(s.verified), yi(s.claimed)) for s in steps])


def forecast_chart(found: Forecast, measure: str = "output") -> dict[str, Any]:
    """``output`` or ``tax`` (亿元) or ``jobs`` (人) by year, as planned and weighted."""
    name, unit = _MEASURES[measure]

    def shown(value: Decimal | int | None) -> float:
        return float((value if measure == "jobs" else yi(Decimal(value or 0))) or 0)

    series = [
        {
            "name": f"{how}{name}",
            "type": "bar",
            "itemStyle": {"color": colour},
            "data": [shown(getattr(getattr(year, part), measure)) for year in found.years],
        }
        for how, colour, part in (("未加权", _GREY, "plain"), ("按阶段加权", _BLUE, "weighted"))
    ]
    return _bars([f"{year.year}年" for year in found.years], series, unit, across=False)


def forecast_table(found: Forecast) -> Table:
    """Output, tax and jobs by year, as planned and weighted."""
    headings = (
        "年份",
        "项目（个）",
        "产值（亿元）",
        "加权产值（亿元）",
        "税收（亿元）",
        "加权税收（亿元）",
        "就业（人）",
        "加权就业（人）",
    )
    rows = [
        (
            str(y.year),
            y.projects,
            yi(y.plain.output),
            yi(y.weighted.output),
            yi(y.plain.tax),
            yi(y.weighted.tax),
            y.plain.jobs,
            y.weighted.jobs,
        )
        for y in found.years
    ]
    return Table(headings, rows)


def bands_chart(bands: Sequence[Band], urls: Sequence[str]) -> dict[str, Any]:
    """Projects that signed and did not start, by age."""
    data = [{"value": b.count, "url": url} for b, url in zip(bands, urls, strict=True)]
    series = [{"name": "签约未开工", "type": "bar", "data": data, "itemStyle": {"color": _AMBER}}]
    return _bars([b.label for b in bands], series, "个", across=True)


def bands_table(bands: Sequence[Band], urls: Sequence[str]) -> Table:
    """The same with sums."""
    rows = [(Cell(b.label, url), b.count, yi(b.amount_wan)) for b, url in zip(bands, urls, strict=True)]
    return Table(("签约至今", "项目（个）", "合同金额（亿元）"), rows)
