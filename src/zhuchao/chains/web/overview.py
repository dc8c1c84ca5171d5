"""All chains as cards, and the map of one chain."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine import rights
from zhuchao.chains.engine.knowledge import STAGES, Chain
from zhuchao.chains.selectors import Gap, versions
from zhuchao.chains.web import districts, picture
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.looks import LOOKS, look
from zhuchao.chains.web.versions import edit_actions
from zhuchao.chains.web.waiting import when_ready
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor


@staff_page
@when_ready
def overview(request: ActorRequest) -> HttpResponseBase:
    """Every chain with its links, companies in the district and gaps by kind."""
    district = districts.chosen(request)
    board = selectors.board(request.actor, district.code)
    chains = [
        {
            "name": row.chain.name,
            "summary": row.chain.summary,
            "links": len(row.chain.links),
            "companies": row.companies,
            "kinds": kinds(row.gaps),
            "map_url": reverse("chains:map", args=[row.chain.code]) + district.query,
            "gaps_url": reverse("chains:gaps", args=[row.chain.code]) + district.query,
        }
        for row in board.rows
    ]
    shown = {
        "title": "产业链",
        "chains": chains,
        "caveat": board.caveat,
        "demo": board.demo,
        "district": district,
        "districts": districts.choices(district),
        "breadcrumbs": [Crumb("产业链")],
        **_editing(request.actor),
    }
    return render(request, "chains/overview.html", shown)


def _editing(actor: Actor) -> dict[str, Any]:
    """What is being written, and the way to a new chain, for those who keep chains."""
    if not rights.may_edit(actor):
        return {}
    drafts = [
        {"name": d.chain.name, "url": reverse("chains:draft", args=[d.chain.code]), "by": d.changed_by}
        for d in versions.drafts(actor)
    ]
    return {"drafts": drafts, "new_url": reverse("chains:draft-new")}


@staff_page
@when_ready
def chain_map(request: ActorRequest, chain: str) -> HttpResponseBase:
    """The links of one chain, upstream to downstream, with how strong each is in the district."""
    district = districts.chosen(request)
    board = selectors.gap_board(request.actor, chain, district.code)
    nodes = [node(board.chain, gap, district) for gap in board.gaps]
    arrows = [picture.Arrow(e.source, e.target, e.cite) for e in board.chain.edges]
    shown = {
        "title": board.chain.name,
        "chain": board.chain,
        "district": district,
        "districts": districts.choices(district),
        "kinds": kinds(board.gaps),
        "total_links": len(nodes),
        "option": picture.option(nodes, arrows),
        "height": picture.height(nodes),
        "caption": caption(board.gaps, district),
        "stages": list(stages(board.chain, board.gaps, district)),
        "caveat": board.caveat,
        "demo": board.demo,
        "gaps_url": reverse("chains:gaps", args=[board.chain.code]) + district.query,
        "versions_url": reverse("chains:versions", args=[board.chain.code]),
        "editing": edit_actions(request.actor, board.chain.code),
        "breadcrumbs": [Crumb("产业链", reverse("chains:overview")), Crumb(board.chain.name)],
    }
    return render(request, "chains/map.html", shown)


def link_url(chain: str, link: str, district: District, **more: str) -> str:
    """The page of a link with the district kept."""
    query = urlencode(({} if district.home else {"district": district.code}) | more)
    return reverse("chains:link", args=[chain, link]) + (f"?{query}" if query else "")


def node(chain: Chain, gap: Gap, district: District) -> picture.Node:
    """A link as a node of the map."""
    url = link_url(chain.code, gap.link.code, district)
    return picture.Node(gap.link.code, gap.link.name, gap.link.stage, gap.kind, gap.observed, url)


def kinds(gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """How many links there are of each kind, all kinds named, in the order of the legend."""
    counted = Counter(str(g.kind) for g in gaps)
    return [{"look": its, "count": counted[kind]} for kind, its in LOOKS.items()]


def caption(gaps: Sequence[Gap], district: District) -> str:
    """What to conclude from the map, in one sentence."""
    by_kind: dict[str, list[str]] = {}
    for gap in gaps:
        by_kind.setdefault(str(gap.kind), []).append(gap.link.name)
    parts = [f"{kind}：{'、'.join(by_kind[kind])}" for kind in ("缺", "弱", "强") if kind in by_kind]
    if not parts:
        return f"{district.name}在这条链上样本不足或与全省持平，没有可判的强弱。"
    return f"{district.name}　" + "；".join(parts) + "。"


def stages(
    chain: Chain, gaps: Iterable[Gap], district: District
) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """The links as a list by stage: the twin of the map, and the whole of it on a phone."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for gap in gaps:
        rows.setdefault(gap.link.stage, []).append(
            {
                "name": gap.link.name,
                "url": link_url(chain.code, gap.link.code, district),
                "look": look(gap.kind),
                "observed": gap.observed,
                "expected": f"{gap.expected:.1f}",
            }
        )
    return ((stage, rows[stage]) for stage in STAGES if stage in rows)
