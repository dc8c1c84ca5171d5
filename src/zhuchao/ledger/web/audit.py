"""The audit trail: who did what when to which record and fields. Values show only with a right to the record."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Crumb, Field, Panel, Section
from zhuchao.frame.details import respond as show_detail
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.ledger import selectors
from zhuchao.ledger.selectors import AuditRow
from zhuchao.rulebook import rule
from zhuchao.terms.actor import Actor, Role

DEFINITIONS = {
    "编号": "记录在哈希链上的行号，不连号：一次办理占一环",
    "涉及字段": "本次改动的字段名；改动前后的值只对有该记录查看权的人显示",
    "规则版本": "办理当时规则库全部文件的摘要",
}
HIDDEN = "审计管理员只看何人、何时、对哪条记录的哪些字段做了什么；改动前后的值须有该记录的查看权才显示。"
_COLUMNS = [
    Column("at", "时间", kind="date", sortable=False, url=lambda r: r["url"]),
    Column("actor_name", "办理人", sortable=False, note="actor_code"),
    Column("verb", "办理事项", sortable=False),
    Column("label", "对象", sortable=False, note="record"),
    Column("fields", "涉及字段", sortable=False),
    Column("post_code", "岗位编号", kind="code", sortable=False, default=False),
    Column("office_code", "单位编号", kind="code", sortable=False, default=False),
    Column("rule_version", "规则版本", kind="code", sortable=False, default=False),
    Column("number", "编号", kind="code", sortable=False, default=False),
]


@page(Role.AUDIT_ADMIN)
def events(request: ActorRequest) -> HttpResponseBase:
    """Every event, the newest first."""
    return respond(request, spec(request.actor))


def spec(actor: Actor) -> ListSpec:
    """The list of events for this actor."""

    def fetch(query: Query) -> Page:
        asked = query.filters
        found = selectors.audit_events(
            actor,
            text=query.text,
            verb=asked.get("verb", ""),
            person=asked.get("person", ""),
            record=asked.get("record", ""),
            since=_day(asked.get("day_from", "")),
            until=_day(asked.get("day_to", "")),
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    return ListSpec(
        id="audit",
        title="审计记录",
        columns=_COLUMNS,
        filters=[
            Filter("verb", "办理事项", choices=lambda: [(v, v) for v in selectors.verbs(actor)]),
            Filter("day", "日期", kind="date_range"),
            Filter("person", "人员编号", kind="text"),
            Filter("record", "记录编号", kind="text"),
        ],
        fetch=fetch,
        empty_text="没有符合条件的记录。请减少筛选条件；记录编号须写全，如 office:qu，只写 office: 则列出全部机构的记录。",
        definitions=DEFINITIONS,
        caveat=HIDDEN,
        search_label="办理人姓名或对象名称",
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _row(row: AuditRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "url": reverse("ledger:audit-event", args=[row.number]),
        "at": row.at,
        "actor_name": row.actor_name,
        "actor_code": row.actor_code,
        "post_code": row.post_code,
        "office_code": row.office_code,
        "verb": row.verb,
        "label": row.label or row.record,
        "record": row.record,
        "fields": "、".join(_named(row.fields)),
        "rule_version": row.rule_version,
    }


@page(Role.AUDIT_ADMIN)
def event(request: ActorRequest, number: int) -> HttpResponse:
    """One event with its fields, and what else happened to the record."""
    row = selectors.audit_event(request.actor, number)
    if row is None:
        raise Http404
    around = selectors.audit_events(request.actor, record=row.record, limit=20)
    others = [(o, reverse("ledger:audit-event", args=[o.number])) for o in around.rows if o.number != number]
    record_url = f"{reverse('ledger:audit')}?record={row.record}"
    return show_detail(
        request,
        title=f"{row.verb}：{row.label or row.record}",
        subtitle=f"{row.actor_name}，审计记录第 {row.number} 号",
        breadcrumbs=[Crumb("审计记录", reverse("ledger:audit")), Crumb(row.verb)],
        caveat="" if row.changes is not None else HIDDEN,
        sections=[Section("何人何时办了什么", _facts(row))],
        panels=[
            Panel("改动的字段", "ledger/_changes.html", {"changes": _changes(row)}, wide=True),
            Panel("这条记录的其他改动", "ledger/_others.html", {"others": others, "url": record_url}),
        ],
    )


def _facts(row: AuditRow) -> list[Field]:
    return [
        Field("时间", row.at, "date"),
        Field("办理人", f"{row.actor_name}（{row.actor_code}）"),
        Field("岗位编号", row.post_code, "code"),
        Field(
            "单位编号", row.office_code, "code", note="" if row.office_code else "该记录不属于任何一个单位"
        ),
        Field("办理事项", row.verb),
        Field("对象", row.label),
        Field("记录编号", row.record, "code"),
        Field("规则版本", row.rule_version, "code"),
    ]


def _changes(row: AuditRow) -> list[tuple[str, str, str, bool]]:
    if row.changes is None:
        return [(name, "", "", False) for name in _named(row.fields)]
    names = _named(tuple(row.changes))
    pairs = zip(names, row.changes.values(), strict=True)
    return [(name, _shown(old), _shown(new), True) for name, (old, new) in pairs]


def _named(fields: Sequence[str]) -> list[str]:
    pairs = rule("ledger.field-names", on=timezone.localdate()).value
    assert isinstance(pairs, list)
    known = dict(pairs)
    return [known.get(f, f) for f in fields]


def _shown(value: object) -> str:
    if value is None or value == "":
        return "（空）"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
