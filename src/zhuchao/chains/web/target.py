"""The page of one target: in ten seconds why it, on which dated facts, by whom to reach it, what speaks against."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.engine.brief import NO_WAY, Against, Trace
from zhuchao.chains.engine.rivals import Rival
from zhuchao.chains.selectors import TargetPage
from zhuchao.chains.web import districts, lists, rows
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.looks import version
from zhuchao.chains.web.overview import link_url
from zhuchao.chains.web.waiting import when_ready
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Action, Crumb
from zhuchao.frame.parts import bar
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal

#: What kind of record a trace is, in a word that fits before its sentence.
_WORDS = {
    "contact": "联系人",
    "visit": "走访",
    "lead": "线索",
    "project": "项目",
    "branch-here": "分支",
    "kin-contact": "同字号",
    "kin-visit": "同字号",
    "kin-project": "同字号",
    "kin-here": "同字号",
    "kin-master": "同字号",
    "introducer": "引荐人",
    "channel": "渠道",
    "founded": "成立",
    "branch": "扩张",
    "flow": "流向",
    "master": "主档",
    "list": "名单",
}


@staff_page
@when_ready
def target(request: ActorRequest, chain: str, link: str, uscc: str) -> HttpResponseBase:
    """One target of a link in one district."""
    district = districts.chosen(request)
    page = selectors.target_page(request.actor, chain, link, district.code, uscc)
    its, limits = page.target, page.limits
    back = f"{link_url(page.chain.code, page.link.code, district)}#targets"
    context = {
        "title": its.name,
        "page": page,
        "its": its,
        "facts": rows.facts(its),
        "district": district,
        "score": f"{its.score:.1f}",
        "parts": bar.parts(page.headline.lines),
        "rule_version": version(page.rule_version),
        "dated": _folded([_trace(t) for t in page.dated], limits.facts),
        "ways": _folded([_trace(t) for t in page.ways], limits.ways),
        "nobody": NO_WAY if page.no_way else "",
        "no_way": page.no_way.removeprefix(f"{NO_WAY}："),
        "against": _folded([_objection(a) for a in page.against], limits.minuses),
        "rivals": [_rival(r) for r in page.competing.top(limits.rivals)],
        "rivals_of": len(page.competing.rows),
        "learned": [
            {
                "place": n,
                "name": regions.full_name(one.code) or one.code,
                "why": rows.summary(one.reasons),
                "reasons": one.reasons,
            }
            for n, one in enumerate(page.learned.weighed, start=1)
        ],
        "link_url": back,
        "actions": _actions(request.actor, page, district),
        "demo": page.demo,
        "breadcrumbs": [
            Crumb("产业链", reverse("chains:overview")),
            Crumb(page.chain.name, reverse("chains:map", args=[page.chain.code]) + district.query),
            Crumb(page.link.name, back),
            Crumb(its.name),
        ],
    }
    return render(request, "chains/target.html", context)


def _folded(found: Sequence[dict[str, Any]], most: int) -> dict[str, Any]:
    """The first lines and the rest, which stands folded; one line alone is not worth a fold."""
    cut = most if len(found) > most + 1 else len(found)
    return {"first": found[:cut], "rest": found[cut:]}


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "kind": _WORDS.get(trace.kind, ""),
        "on": trace.on,
        "text": trace.text,
        "url": reverse(trace.url_name, args=[trace.key]) if trace.url_name else "",
    }


def _objection(one: Against) -> dict[str, Any]:
    return {
        "text": one.text,
        "points": one.points or None,
        "url": reverse(one.url_name, args=[one.key]) if one.url_name else "",
        "grave": one.code == "claimed",
    }


def _rival(row: Rival) -> dict[str, Any]:
    return {
        "place": row.place,
        "name": regions.full_name(row.code) or row.name,
        "score": f"{row.score:.0f}",
        "why": "；".join(f"{r.text}（+{r.points.normalize():f}）" for r in row.reasons),
        "width": min(float(row.score), 100.0),
        "ours": row.ours,
    }


def _actions(actor: Actor, page: TargetPage, district: District) -> list[Action]:
    refusal = lists.claim_right(actor)
    if page.followed:
        refusal = Refusal("leads.one-owner", "该企业正由一个单位跟进", "见下方不利因素。", "", "首报首谈")
    fields = (
        ("chain", page.chain.code),
        ("link", page.link.code),
        ("district", district.code),
        ("uscc", page.target.uscc),
    )
    claim = Action(
        "转为线索",
        reverse("chains:save"),
        "post",
        refusal=refusal,
        primary=True,
        icon="phone-call",
        fields=fields,
    )
    company = Action("看企业页", reverse("companies:detail", args=[page.target.uscc]), icon="building")
    return [company, claim]
