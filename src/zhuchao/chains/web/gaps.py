"""The gaps board: every link of a chain with observed, expected, interval, ratio, kind and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine.evidence import SHARE, Stance
from zhuchao.chains.engine.gaps import GapKind
from zhuchao.chains.engine.knowledge import STAGES
from zhuchao.chains.selectors import Gap
from zhuchao.chains.web import charts, districts
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.looks import LOOKS, look
from zhuchao.chains.web.overview import link_url
from zhuchao.chains.web.waiting import when_ready
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.frame.tables import Table

DEFINITIONS = {
    "实有": "本区有经营范围、不是分支机构、归在该环节的登记企业家数",
    "应有": "本区有经营范围的企业家数 × 该环节在全省有经营范围企业中的份额",
    "区间": "实有家数的泊松精确区间，置信度见规则库“链条环节缺、弱、强、样本不足的判定”",
    "区位商": "实有 ÷ 应有",
    "旁证": "关联密度、投入产出需求、近年进入、学习预测：支持、不支持、不偏或未发声；只列在判定旁边，不单独决定",
    "判定": "按规则库的门槛由区位商判定；应有不足 5 家时不判，写样本不足",
}
#: 缺 first: the order in which an officer reads them.
_ORDER = {kind: i for i, kind in enumerate(LOOKS)}


@staff_page
@when_ready
def gaps(request: ActorRequest, chain: str) -> HttpResponseBase:
    """The board of one chain in one district."""
    district = districts.chosen(request)
    board = selectors.gap_board(request.actor, chain, district.code)
    bars = [
        charts.Bar(g.link.name, g.kind, g.observed, g.expected, g.low, g.high) for g in _ordered(board.gaps)
    ]
    context: dict[str, Any] = {
        "district": district,
        "districts": districts.choices(district),
        "option": charts.intervals(bars),
        "height": charts.intervals_height(bars),
        "caption": _caption(board.gaps, district),
        "twin": _twin(bars),
        "actions": [
            Action(
                "产业链图谱", reverse("chains:map", args=[board.chain.code]) + district.query, icon="sitemap"
            )
        ],
        "breadcrumbs": [
            Crumb("产业链", reverse("chains:overview")),
            Crumb(board.chain.name, reverse("chains:map", args=[board.chain.code]) + district.query),
            Crumb("缺链清单"),
        ],
    }
    spec = _spec(board, district)
    return respond(request, spec, template="chains/gaps.html", context=context)


def _spec(board: selectors.GapBoard, district: District) -> ListSpec:
    chain = board.chain
    rows = [_row(g) for g in _ordered(board.gaps)]

    def fetch(query: Query) -> Page:
        kept = [r for r in rows if _kept(r, query)]
        if query.sort_key in rows[0] if rows else False:
            kept.sort(key=lambda r: _sortable(r, query.sort_key), reverse=query.descending)
        return Page(kept[query.offset : query.offset + query.size], len(kept))

    return ListSpec(
        id=f"gaps-{chain.code}",
        title=f"{chain.name}·缺链清单（{district.name}）",
        columns=[
            Column("name", "环节", kind="link", url=lambda r: link_url(chain.code, str(r["code"]), district)),
            Column("kind", "判定", kind="tag"),
            Column("observed", "实有", unit="家", kind="number"),
            Column("expected", "应有", unit="家", kind="number"),
            Column("interval", "区间", unit="家", sortable=False),
            Column("lq", "区位商", kind="number"),
            Column("lq_nation", "区位商（全国）", kind="number", default=False),
            Column("stage", "位置"),
            Column("why", "为什么", sortable=False),
            Column("evidence", "旁证", sortable=False),
        ],
        filters=[
            Filter("kind", "判定", choices=[(k, k) for k in LOOKS]),
            Filter("stage", "位置", choices=[(s, s) for s in STAGES]),
        ],
        fetch=fetch,
        definitions=DEFINITIONS,
        caveat=board.caveat,
        demo=board.demo,
        counter="个环节",
        search_label="环节名称",
    )


def _ordered(found: Sequence[Gap]) -> list[Gap]:
    """By kind; judged ones by how far below, the too thin ones by how much is expected: most evidence first."""

    def weight(gap: Gap) -> float:
        return -gap.expected if gap.kind is GapKind.THIN else gap.lq or 0.0

    return sorted(found, key=lambda g: (_ORDER.get(g.kind, len(_ORDER)), weight(g)))


def _row(gap: Gap) -> dict[str, Any]:
    its = look(gap.kind)
    return {
        "code": gap.link.code,
        "name": gap.link.name,
        "stage": gap.link.stage,
        "kind": Tag(its.kind, its.state),
        "observed": gap.observed,
        "expected": round(gap.expected, 1),
        "interval": f"{gap.low:.1f}–{gap.high:.1f}",
        "lq": None if gap.lq is None else round(gap.lq, 2),
        "lq_nation": None if gap.lq_nation is None else round(gap.lq_nation, 2),
        "why": _why(gap),
        "evidence": _evidence(gap),
    }


def _evidence(gap: Gap) -> str:
    """Which evidence says what; the share is the verdict itself, sentences and caveats stand on the page of the link."""
    by = {s: [e.name for e in gap.evidence if e.stance is s and e.kind != SHARE] for s in Stance}
    return "；".join(f"{stance.value}：{'、'.join(names)}" for stance, names in by.items() if names)


def _why(gap: Gap) -> str:
    """The sentence of the verdict; the numbers stand in their own columns, all reasons on the page of the link."""
    if gap.kind is GapKind.THIN:
        many = "；实有已明显多于应有，仅供参考" if gap.low > gap.expected else ""
        return gap.reasons[1] + many + "；点环节可看目标企业"
    doubt = gap.covers_even and gap.kind is not GapKind.EVEN
    return gap.reasons[1] + ("；区间含应有家数，差别可能出于抽样，宜实地核实" if doubt else "")


def _kept(row: Mapping[str, Any], query: Query) -> bool:
    kind, stage = query.filters.get("kind", ""), query.filters.get("stage", "")
    return (
        (not kind or str(row["kind"]) == kind)
        and (not stage or row["stage"] == stage)
        and query.text in row["name"]
    )


def _sortable(row: Mapping[str, Any], key: str) -> tuple[bool, Any]:
    value = row[key]
    if key == "kind":
        return (True, _ORDER.get(str(value), len(_ORDER)))
    if key == "stage":
        return (True, STAGES.index(value))
    return (value is not None, value if value is not None else 0)


def _caption(found: Sequence[Gap], district: District) -> str:
    missing = [g.link.name for g in _ordered(found) if g.kind in ("缺", "弱")]
    if not missing:
        thin = sum(g.kind is GapKind.THIN for g in found)
        more = f"有 {thin} 个环节样本不足，不判强弱，按应有家数排列，同样可以看目标企业。" if thin else ""
        return f"{district.name}在这条链上没有判为缺或弱的环节。{more}"
    more = f"等 {len(missing)} 个环节" if len(missing) > 4 else ""
    return f"{district.name}少于应有家数的是：{'、'.join(missing[:4])}{more}，宜优先招引。"


def _twin(bars: Sequence[charts.Bar]) -> Table:
    headings = ["环节", "判定", "实有（家）", "应有（家）", "区间（家）"]
    rows = [[b.name, b.kind, b.observed, round(b.expected, 1), f"{b.low:.1f}–{b.high:.1f}"] for b in bars]
    return Table(headings, rows)
