"""规则库: every entry of the rulebook with its dates, source and standing. Read only."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Field, Panel, Section
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb, Tag
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.web import values
from zhuchao.terms.actor import ROLE_NAMES, Actor, Role
from zhuchao.terms.source import STANDING_NAMES, Rule, Standing
from zhuchao.terms.words import normalise_name

#: Everybody who works in the system may read the rules; an enterprise sees what concerns it elsewhere.
READERS = tuple(sorted(frozenset(ROLE_NAMES) - {Role.ENTERPRISE}))
_TONES = {
    Standing.TEXT_READ: "green",
    Standing.SECONDARY: "amber",
    Standing.UNVERIFIED: "amber",
    Standing.OWN_CHOICE: "blue",
}
_DEFINITIONS = {
    "内容": "条目规定的数值、词表或链条；较长的只显示摘要，点条目看全部",
    "状态": "已读原文：依据文件的原文在本系统资料中并已核对；转引，待核与待核：未见原文，只提醒、不拦截，待本区确认；"
    "本系统设定：没有文件依据的选择，本区可以调整",
    "生效、失效": "失效日当天仍然有效；空白表示现行",
}


def menu(actor: Actor) -> list[MenuItem]:
    """The entry of the rulebook."""
    return [MenuItem("规则库", "frame:rules", "系统", "gavel", 10)] if actor.has(*READERS) else []


def standing_tag(rule: Rule) -> Tag:
    """The standing in words; what the district confirmed says so."""
    if rule.confirmed_by:
        return Tag(f"本区已确认（{rule.confirmed_by}）", "green")
    return Tag(STANDING_NAMES[rule.standing], _TONES[rule.standing])


@page(*READERS)
def listing(request: ActorRequest) -> HttpResponseBase:
    """Every version of every entry; ``on`` keeps what was in force that day."""
    spec = ListSpec(
        id="rules",
        title="规则库",
        columns=[
            Column(
                "title", "标题", kind="link", url=lambda r: reverse("frame:rule", args=[r["id"]]), note="id"
            ),
            Column("content", "内容", sortable=False),
            Column("since", "生效", kind="date"),
            Column("until", "失效", kind="date"),
            Column("source", "依据"),
            Column("standing", "状态", kind="tag"),
            Column("noun", "所属", default=False),
        ],
        fetch=_fetch,
        filters=[
            Filter("noun", "所属", choices=_nouns),
            Filter("standing", "状态", choices=[(s.value, STANDING_NAMES[s]) for s in Standing]),
            Filter("on", "在某日有效", kind="date"),
        ],
        search_label="标题、编号、依据或内容中的词",
        definitions=_DEFINITIONS,
        empty_text="没有符合条件的规则。可换一个词，或去掉“在某日有效”再查。",
    )
    return respond(request, spec, template="frame/rules.html", context={"version": rulebook.version()})


def _nouns() -> list[tuple[str, str]]:
    return [(noun, values.word(noun)) for noun in sorted({r.noun for r in rulebook.all_rules()})]


def _fetch(query: Query) -> Page:
    found = [_row(rule) for rule in rulebook.all_rules() if _asked_for(rule, query)]
    found.sort(key=lambda row: _order(row, query.sort_key), reverse=query.descending)
    return Page(found[query.offset : query.offset + query.size], len(found))


def _asked_for(rule: Rule, query: Query) -> bool:
    wanted = query.filters
    if wanted.get("noun", rule.noun) != rule.noun or wanted.get("standing", rule.standing) != rule.standing:
        return False
    if "on" in wanted and not rule.in_force(date.fromisoformat(wanted["on"])):
        return False
    return normalise_name(query.text) in normalise_name(
        f"{rule.id}{rule.title}{rule.source}{values.words_in(rule.value)}"
    )


def _order(row: dict[str, Any], key: str) -> tuple[bool, str, str]:
    value = row.get(key)
    return (value is None, str(value), row["id"])


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "content": values.summary(rule.value, rule.unit),
        "since": rule.since,
        "until": rule.until,
        "source": str(rule.source),
        "standing": standing_tag(rule),
        "noun": values.word(rule.noun),
    }


@page(*READERS)
def entry(request: ActorRequest, rule_id: str) -> HttpResponseBase:
    """One entry with all its versions, the newest first."""
    versions = [r for r in rulebook.all_rules() if r.id == rule_id][::-1]
    if not versions:
        raise Http404(rule_id)
    today = timezone.localdate()
    shown = next((r for r in versions if r.in_force(today)), versions[0])
    state = Tag("现行有效", "green") if shown.in_force(today) else Tag("现在没有有效的版本", "grey")
    panels = [
        Panel(
            _period(r),
            "frame/rule_value.html",
            {"value": values.shown(r.value, r.unit), "rule": r, "standing": standing_tag(r)},
            order,
            wide=True,
        )
        for order, r in enumerate(versions)
    ]
    return details.respond(
        request,
        title=shown.title,
        subtitle=shown.id,
        state=state,
        sections=[Section("这条规则", _facts(shown, len(versions)))],
        panels=panels,
        breadcrumbs=[Crumb("规则库", reverse("frame:rules")), Crumb(shown.title)],
        caveat="" if shown.blocks else "依据的原文尚未核对：系统只提醒、不拦截，待本区确认后生效。",
    )


def _period(rule: Rule) -> str:
    until = f"至 {rule.until.isoformat()}" if rule.until else "起，现行"
    return f"{rule.since.isoformat()} {until}"


def _facts(rule: Rule, versions: int) -> list[Field]:
    return [
        Field("所属", values.word(rule.noun)),
        Field("状态", standing_tag(rule), kind="tag"),
        Field("生效", rule.since, kind="date"),
        Field("失效", rule.until or "现行", kind="date"),
        Field("版本", versions, kind="number", unit="个"),
        Field("依据文件", rule.source.document),
        Field("条款", rule.source.article or "全文"),
        Field("原文所在", rule.source.where, kind="long"),
    ]
