"""The page of a link: how strong it is here, who is here, what it is joined to, and whom to attract, with reasons."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine.knowledge import Chain, Link
from zhuchao.chains.selectors import Gap, LinkStrength
from zhuchao.chains.web import charts, districts, evidence, learned, lists, rows, weights, where
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.looks import look, version
from zhuchao.chains.web.overview import link_url
from zhuchao.chains.web.versions import edit_actions
from zhuchao.chains.web.waiting import when_ready
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Action, Crumb
from zhuchao.frame.tables import Table
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan

TOP = 50
#: Rows shown at first; the rest is one click away.
FIRST = 20


@staff_page
@when_ready
def link(request: ActorRequest, chain: str, link: str) -> HttpResponseBase:
    """One link in one district with its ranked targets; ``?region=`` narrows them to a city."""
    district = districts.chosen(request)
    actor = request.actor
    page = selectors.link_page(actor, chain, link, district.code, TOP, weights.asked(request))
    its, gap = page.link, page.gap
    region = request.GET.get("region", "")
    shown_rows = [r for r in page.targets.rows if not region or where.city_of(r.county_code) == region]

    everything = bool(region) or "all" in request.GET
    listed, learnt = _listed(request, page, shown_rows, district)

    def address(city: str) -> str:
        more = weights.kept(request)
        return f"{link_url(page.chain.code, its.code, district, region=city, **more)}#targets"

    cities = where.cities((r.county_code for r in page.targets.rows), address)
    shown = {
        "title": its.name,
        "chain": page.chain,
        "link": its,
        "district": district,
        "look": look(gap.kind),
        "why": gap.reasons,
        **evidence.context(gap, district.name),
        "numbers": _numbers(gap, page.strength, _figure_url(page, district)),
        "entrants": _entrants(page.strength, district),
        "neighbours": list(_neighbours(page.chain, its, page.gaps, district)),
        "local": [_local(r) for r in page.strength.local],
        "targets": listed if everything else listed[:FIRST],
        **learnt,
        "total": len(shown_rows),
        "all_url": "" if everything else _all_url(request, page, district),
        "region": _region(region, page.chain, its, district),
        "cities": cities,
        "layers": where.layers(cities, district.code),
        "legend": where.legend(),
        "where_twin": where.table(cities),
        "where_caption": _where_caption(cities) + where.NOTE,
        "caveat": page.targets.caveat,
        "notes": page.targets.notes,
        "demo": page.targets.demo,
        "rule_version": version(page.targets.rule_version),
        "as_of": page.targets.as_of,
        **_trial(request, page, district),
        "editing": edit_actions(actor, page.chain.code),
        **_way_back(page.chain, its, district),
    }
    return render(request, "chains/link.html", shown)


def _trial(request: ActorRequest, page: selectors.LinkPage, district: District) -> dict[str, Any]:
    """The form of weights. What is on trial is not kept, and who is claimed from it would stand on no list."""
    plain = f"{link_url(page.chain.code, page.link.code, district)}#targets"
    save = None if page.targets.weights else _save(page.chain, page.link, district)
    return {"save": save, **weights.context(request, page.targets, plain)}


def _all_url(request: ActorRequest, page: selectors.LinkPage, district: District) -> str:
    order = {"sort": learned.SORT} if request.GET.get("sort") == learned.SORT else {}
    more = order | weights.kept(request)
    return f"{link_url(page.chain.code, page.link.code, district, all='1', **more)}#targets"


def _listed(
    request: ActorRequest, page: selectors.LinkPage, shown: Sequence[selectors.Target], district: District
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows in the order asked for, each with what was learned beside it; and what the head of the list says of that."""
    listed = rows.target_rows(
        shown,
        None if page.targets.weights else _claim(request.actor, page, district),
        lambda uscc: districts.target_url(page.chain.code, page.link.code, uscc, district),
    )
    said = learned.beside(listed, district.code)
    own = reverse("chains:link", args=[page.chain.code, page.link.code])
    kept = {key: request.GET.get(key, "") for key in ("district", "region", "all")} | weights.kept(request)
    return learned.ordered(request, listed, said), learned.context(request, said, own, **kept)


def _way_back(chain: Chain, its: Link, district: District) -> dict[str, Any]:
    map_url = reverse("chains:map", args=[chain.code]) + district.query
    crumbs = [Crumb("产业链", reverse("chains:overview")), Crumb(chain.name, map_url), Crumb(its.name)]
    return {"map_url": map_url, "breadcrumbs": crumbs}


def _claim(
    actor: Actor, page: selectors.LinkPage, district: District
) -> Callable[[selectors.Target], Action]:
    """The button of a row: the ranking is saved and the company becomes a lead, in one click."""
    refusal = lists.claim_right(actor)
    common = (("chain", page.chain.code), ("link", page.link.code), ("district", district.code))

    def action(target: selectors.Target) -> Action:
        fields = (*common, ("uscc", target.uscc))
        return Action("转为线索", reverse("chains:save"), "post", refusal=refusal, fields=fields)

    return action


def _save(chain: Chain, its: Link, district: District) -> Action:
    fields = (("chain", chain.code), ("link", its.code), ("district", district.code))
    return Action(
        "保存名单", reverse("chains:save"), "post", primary=True, icon="device-floppy", fields=fields
    )


def _figure_url(page: selectors.LinkPage, district: District) -> str:
    asked = {"chain": page.chain.code, "link": page.link.code, "district": district.code}
    return f"{reverse('figures:figure', args=['companies_on_link'])}?{urlencode(asked)}"


def _numbers(gap: Gap, strength: LinkStrength, rows_url: str) -> list[dict[str, str]]:
    return [
        {"label": "本区实有", "value": f"{gap.observed:,}", "unit": "家", "url": rows_url},
        {"label": "按全省份额应有", "value": f"{gap.expected:,.1f}", "unit": "家"},
        {"label": "区位商", "value": "—" if gap.lq is None else f"{gap.lq:.2f}", "unit": ""},
        {"label": "实有的区间", "value": f"{gap.low:.1f}–{gap.high:.1f}", "unit": "家"},
        {"label": "注册资本合计", "value": printed_wan(strength.capital_wan), "unit": ""},
        {
            "label": "全省 / 全国",
            "value": f"{strength.province_count:,} / {strength.national_count:,}",
            "unit": "家",
        },
    ]


def _entrants(strength: LinkStrength, district: District) -> dict[str, Any]:
    years = strength.entrants
    absent = sorted(y for y, n in years.items() if n is None)
    known = {y: n for y, n in years.items() if n is not None}
    if known:
        peak = max(known, key=lambda y: (known[y], y))
        text = f"{district.name}在此环节新设最多的是 {peak} 年，{known[peak]} 家。"
        if not known[peak]:
            text = f"{district.name}在此环节有数据的各年都没有新设。"
    else:
        text = "没有可用的年份。"
    if absent:
        text += f"{_years(absent)}登记数据缺失，留空，不是零。"
    table = Table(
        ["年份", "新设（家）"], [[str(y), "缺数据" if years[y] is None else years[y]] for y in sorted(years)]
    )
    return {"option": charts.entrants(years), "caption": text, "rows": table}


def _years(absent: Sequence[int]) -> str:
    if len(absent) <= 4:
        return "、".join(f"{y}" for y in absent) + " 年"
    return f"{absent[0]}–{absent[-1]} 年间有 {len(absent)} 年"


def _neighbours(chain: Chain, its: Link, gaps: Iterable[Gap], district: District) -> Iterable[dict[str, Any]]:
    by_code = {g.link.code: g for g in gaps}
    for edge in chain.edges:
        if its.code not in (edge.source, edge.target):
            continue
        other = edge.source if edge.target == its.code else edge.target
        gap = by_code[other]
        yield {
            "side": "上游" if other == edge.source else "下游",
            "name": gap.link.name,
            "url": link_url(chain.code, other, district),
            "look": look(gap.kind),
            "observed": gap.observed,
            "cite": edge.cite,
        }


def _local(row: Any) -> dict[str, str]:
    return {"name": row.name, "url": reverse("companies:detail", args=[row.uscc]), "facts": rows.facts(row)}


def _region(code: str, chain: Chain, its: Link, district: District) -> dict[str, str] | None:
    if not code:
        return None
    return {
        "name": regions.full_name(code) or code[:6],
        "clear_url": f"{link_url(chain.code, its.code, district)}#targets",
    }


def _where_caption(cities: Sequence[where.City]) -> str:
    if not cities:
        return "没有目标企业。"
    first = "、".join(f"{c.name} {c.count} 家" for c in cities[:3])
    return f"最多的是{first}。"
