"""The chain map as an ECharts option: a layered graph, upstream to downstream."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from zhuchao.chains.web.layout import positions
from zhuchao.chains.web.looks import look

_SMALLEST, _LARGEST = 26, 54
_LINE = 7
_BEND, _COLUMN_BEND = 0.1, 0.45


@dataclass(frozen=True, slots=True)
class Node:
    """One link on the map. ``count`` is companies in the district; ``url`` where a click leads."""

    code: str
    name: str
    stage: str
    kind: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """``source`` feeds ``target``; ``cite`` says on what ground."""

    source: str
    target: str
    cite: str


def option(nodes: Sequence[Node], arrows: Iterable[Arrow]) -> dict[str, Any]:
    """The map as plain JSON; coordinates are grid cells, so it stretches to the width of its card."""
    arrows = list(arrows)
    places, bands = positions({n.code: n.stage for n in nodes}, [(a.source, a.target) for a in arrows])
    columns = max((last for _, _, last in bands), default=0) + 1
    rows = max((y for _, y in places.values()), default=0) + 1
    most = max((n.count for n in nodes), default=0)
    axis = {"type": "value", "show": False}
    return {
        "animation": False,
        "tooltip": {"trigger": "item", "confine": True},
        "grid": {"left": 4, "right": 4, "top": 4, "bottom": 4},
        "xAxis": axis | {"min": -0.5, "max": columns - 0.5},
        "yAxis": axis | {"min": -1, "max": rows - 0.2, "inverse": True},
        "series": [_bands(bands), _graph(nodes, arrows, places, most), _marks(nodes, places)],
    }


def height(nodes: Sequence[Node]) -> int:
    """The height in pixels that keeps two lines of label between nodes."""
    places, _ = positions({n.code: n.stage for n in nodes}, [])
    rows = max((y for _, y in places.values()), default=0) + 1
    return int(60 + rows * 108)


def _bands(bands: Iterable[tuple[str, int, int]]) -> dict[str, Any]:
    shades = ("rgba(32,64,128,.045)", "rgba(32,64,128,.015)", "rgba(32,64,128,.045)")
    areas = [
        [
            {"name": stage, "xAxis": first - 0.5, "itemStyle": {"color": shade}},
            {"xAxis": last + 0.5},
        ]
        for (stage, first, last), shade in zip(bands, shades, strict=False)
    ]
    label = {"position": "insideTop", "distance": 10, "color": "#475569", "fontSize": 13, "fontWeight": 600}
    return {
        "type": "scatter",
        "data": [],
        "silent": True,
        "markArea": {"silent": True, "label": label, "data": areas},
    }


def _graph(
    nodes: Iterable[Node], arrows: Iterable[Arrow], places: dict[str, tuple[float, float]], most: int
) -> dict[str, Any]:
    return {
        "type": "graph",
        "coordinateSystem": "cartesian2d",
        "layout": "none",
        "cursor": "pointer",
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 7,
        "lineStyle": {"color": "#94a3b8", "width": 1.2, "opacity": 0.4},
        "emphasis": {"focus": "adjacency", "lineStyle": {"width": 2.4, "opacity": 1, "color": "#1d4ed8"}},
        "data": [_node(n, places[n.code], most) for n in nodes if n.code in places],
        "links": [_link(a, places) for a in arrows if a.source in places and a.target in places],
    }


def _link(arrow: Arrow, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    # Inside one column a straight arrow would run through the nodes between its ends.
    bend = _COLUMN_BEND if places[arrow.source][0] == places[arrow.target][0] else _BEND
    return {
        "source": arrow.source,
        "target": arrow.target,
        "lineStyle": {"curveness": bend},
        "tooltip": {"formatter": _plain(arrow.cite)},
    }


def _node(node: Node, place: tuple[float, float], most: int) -> dict[str, Any]:
    its = look(node.kind)
    return {
        "id": node.code,
        "name": node.name,
        "value": list(place),
        "url": node.url,
        "symbolSize": _size(node.count, most),
        "itemStyle": {"color": its.colour, "borderColor": "#fff", "borderWidth": 2},
        "label": {
            "show": True,
            "position": "bottom",
            "distance": 4,
            "formatter": f"{_wrapped(node.name)}\n{{n|{node.count} 家}}",
            "color": "#1e293b",
            "fontSize": 12,
            "lineHeight": 15,
            "backgroundColor": "rgba(255,255,255,.8)",
            "borderRadius": 3,
            "padding": [0, 2],
            "rich": {"n": {"color": "#64748b", "fontSize": 11, "lineHeight": 14}},
        },
        "tooltip": {
            "formatter": f"{_plain(node.name)}：{its.kind}<br>本区 {node.count} 家<br>点击查看环节与目标企业"
        },
    }


def _marks(nodes: Iterable[Node], places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """The mark inside each node, as a second layer: a node of the graph carries one label only."""
    data = [
        {
            "value": list(places[n.code]),
            "label": {"formatter": look(n.kind).mark},
        }
        for n in nodes
        if n.code in places
    ]
    label = {"show": True, "position": "inside", "color": "#fff", "fontSize": 12, "fontWeight": 700}
    return {"type": "scatter", "silent": True, "symbolSize": 1, "label": label, "data": data, "z": 5}


def _size(count: int, most: int) -> float:
    share = sqrt(count / most) if most else 0
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1)


def _wrapped(name: str) -> str:
    """Long names on two lines, so that neighbours keep clear of each other."""
    name = _plain(name)
    if len(name) <= _LINE + 2:
        return name
    half = min(_LINE, -(-len(name) // 2)) if len(name) <= 2 * _LINE else _LINE
    return f"{name[:half]}\n{name[half:]}"


def _plain(text: str) -> str:
    """Chart labels read braces and tooltips read tags: neither may come from data."""
    for bad, good in (("&", "＆"), ("<", "＜"), (">", "＞"), ("{", "（"), ("}", "）"), ("|", "｜")):
        text = text.replace(bad, good)
    return text
