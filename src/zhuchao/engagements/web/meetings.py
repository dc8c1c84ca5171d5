"""Meetings: the list, one of them, and the panels they show elsewhere."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.accounts.selectors import offices
from zhuchao.engagements import selectors
from zhuchao.engagements.engine import meetings as rights
from zhuchao.engagements.selectors import EngagementView, MeetingStep
from zhuchao.engagements.web.meeting_parts import contacts_panel, papers_panel
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Event, Field, Panel, Section
from zhuchao.frame.judging import verbs
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.frame.standing import standing_tag, why
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal

_STATES = {"planned": "blue", "held": "green", "cancelled": "grey"}
_COLUMNS = [
    Column(
        "title",
        "事由",
        kind="link",
        sortable=False,
        url=lambda r: reverse("engagements:engagement", args=[r["code"]]),
        note="company_name",
    ),
    Column("kind", "形式", sortable=False),
    Column("on", "日期", kind="date", sortable=False),
    Column("office", "组织单位", sortable=False, note="post_name"),
    Column("state", "状态", kind="tag", sortable=False),
    Column("people", "我方/对方", unit="人", sortable=False),
    Column("place", "地点", sortable=False, default=False),
]

_FILTERS = [
    Filter("mine", "范围", choices=[("1", "与我有关")]),
    Filter("kind", "形式", choices=lambda: list(selectors.meeting_words("kinds").items())),
    Filter("state", "状态", choices=[("planned", "计划中"), ("held", "已举行"), ("cancelled", "已取消")]),
    Filter("held", "日期", kind="date_range"),
]
_DEFINITIONS = {
    "日期": "真实举行的日期；尚未举行的为计划日，按日期筛选时同此",
    "与我有关": "我的岗位组织的、我单位参加的、我登记过不同意见的，或有会后事项待我办理的",
}


def state_tag(code: str, name: str) -> Tag:
    """Planned, held or cancelled."""
    return Tag(name, _STATES[code])


@staff_page
def engagements(request: ActorRequest) -> HttpResponseBase:
    """Meetings the actor may see, the newest first."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        given = query.filters
        found = selectors.find_engagements(
            actor,
            text=query.text,
            kind=given.get("kind", ""),
            office=given.get("office", ""),
            state=given.get("state", ""),
            mine=bool(given.get("mine")),
            since=_day(given.get("held_from")),
            until=_day(given.get("held_to")),
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    spec = ListSpec(
        id="engagements",
        title="走访活动",
        columns=_COLUMNS,
        filters=[
            *_FILTERS,
            Filter(
                "office",
                "组织单位",
                choices=lambda: [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)],
            ),
        ],
        fetch=fetch,
        counter="次",
        search_label="事由、企业或编号",
        empty_text="还没有走访活动。走访、洽谈、踏看之后点“登记走访”，一分钟就能填完。",
        definitions=_DEFINITIONS,
    )
    actions = [
        Action("登记走访", reverse("engagements:hold-engagement"), primary=True, icon="plus"),
        Action("安排走访或会议", reverse("engagements:plan-engagement"), icon="calendar-event"),
    ]
    return respond(request, spec, template="engagements/meetings.html", context={"actions": actions})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _row(r: EngagementView) -> dict[str, Any]:
    return {
        "code": r.code,
        "title": r.title,
        "company_name": r.company_name,
        "kind": r.kind_name,
        "on": r.on,
        "office": r.office_name,
        "post_name": r.post_name,
        "state": state_tag(r.state, r.state_name),
        "people": f"{r.ours}/{r.theirs}",
        "place": r.place,
    }


@staff_page
def engagement(request: ActorRequest, code: str) -> HttpResponseBase:
    """One meeting: what was said, decided, doubted, and what is to be done."""
    actor = request.actor
    found = selectors.engagement(actor, code)
    return details.respond(
        request,
        title=found.title,
        subtitle=f"{found.kind_name} · {found.company_name}" if found.company_name else found.kind_name,
        state=state_tag(found.state, found.state_name),
        owner=" ".join(filter(None, (found.office_name, found.post_name))),
        sections=_sections(found),
        actions=_actions(actor, found),
        timeline=timeline(selectors.meeting_history(actor, code)),
        panels=[
            _follow_ups(actor, code),
            papers_panel(actor, code),
            contacts_panel(actor, found),
            *details.panels_for(actor, code, topic="engagement"),
        ],
        breadcrumbs=[Crumb("走访活动", reverse("engagements:engagements")), Crumb(found.title)],
    )


def _sections(found: EngagementView) -> list[Section]:
    company = reverse("companies:detail", args=[found.uscc]) if found.uscc else ""
    lead = reverse("engagements:lead", args=[found.lead_code]) if found.lead_code else ""
    interest = rights.INTERESTS.get(found.interest, "")
    basics = [
        Field("企业", found.company_name, kind="link" if company else "text", url=company),
        Field("日期", found.on, kind="date", note="" if found.held_on else "计划日"),
        Field("地点", found.place),
        Field("我方人数", found.ours, kind="number", unit="人"),
        Field("对方人数", found.theirs, kind="number", unit="人"),
        Field("参加单位", "、".join(found.units)),
        Field("利害关系申报", f"{interest} {found.interest_note}".strip()),
        Field("情况", found.summary, kind="long"),
        Field("发现的问题", found.problems, kind="long"),
    ]
    if lead:
        basics.append(Field("线索", "打开线索", kind="link", url=lead))
    parts = [Section("经过", basics)]
    if _decides(found) or found.agenda:
        about = [Field("议题", "\n".join(found.agenda), kind="long")]
        if _decides(found):
            about.append(Field("决定", found.decision, kind="long"))
            about.append(Field("表决", rights.vote_words(found.votes)))
        parts.append(Section("研判" if _decides(found) else "议题", about))
    return parts


def _decides(found: EngagementView) -> bool:
    return bool(found.decision) or (found.on is not None and selectors.decides(found.kind, on=found.on))


def _actions(actor: Actor, found: EngagementView) -> list[Action]:
    may = rights.may_work(actor, found.office)
    why = None if may else Refusal("engagements.right", "只有组织单位可以办理", "请联系组织单位。")
    planned = found.state == "planned"
    late = Refusal("engagements.state", f"该活动{found.state_name}", "如有变化，请另行登记。")
    early = Refusal("engagements.state", f"该活动{found.state_name}", "请先登记举行。")

    def verb(label: str, name: str, icon: str, refusal: Refusal | None, primary: bool = False) -> Action:
        url = reverse(f"engagements:{name}", args=[found.code])
        return Action(label, url, refusal=refusal, icon=icon, primary=primary and refusal is None)

    gone = next(iter(rights.cancelled(found.title, found.state)), None)
    told = Refusal("engagements.decided", "会议决定已登记", "如有变更，请再次召开。")
    decided = told if found.decision else None
    held = None if found.state == "held" else early
    buttons = [
        verb("登记举行", "hold-planned", "check", why or (None if planned else late), True),
        verb("议题", "set-agenda", "list-details", why or gone or decided),
        verb("附材料", "attach-paper", "paperclip", why or gone),
        verb("联系人", "name-contacts", "users", why or gone),
        verb("交办会后事项", "set-follow-up", "list-check", why or gone),
        verb("取消", "cancel-engagement", "ban", why or (None if planned else late)),
    ]
    if _decides(found):
        buttons[1:1] = [
            verb("登记决定", "record-decision", "gavel", why or held or decided),
            verb("登记不同意见", "add-dissent", "message-report", held),
        ]
    return buttons


def timeline(history: list[MeetingStep]) -> list[Event]:
    """The facts of a meeting or event with their three dates."""
    found = []
    for step in history:
        sure = step.standing == "verified"
        asked = urlencode({"kind": step.kind, "fact": step.code})
        actions = [
            Action("佐证", f"{reverse('api:download', args=[sha])}?{asked}")
            for sha in dict.fromkeys(step.files)
        ]
        if step.may:
            url = reverse("engagements:judge-meeting", args=[step.kind, step.code])
            actions.append(Action(verbs(step.may), url))
        found.append(
            Event(
                on=step.happened_on,
                title=step.title,
                text=step.text,
                by=step.actor_name,
                recorded_at=step.recorded_at,
                verified_on=timezone.localdate(step.judged_at) if sure else None,
                verified_by=step.judged_by if sure else "",
                state=standing_tag(step.standing),
                note=why(step),
                actions=actions,
            )
        )
    return found


def _follow_ups(actor: Actor, code: str) -> Panel:
    rows = []
    for each in selectors.follow_ups_after(actor, code):
        state = f"已于 {each.done_on} 办结：{each.result}" if each.done_on else f"期限 {each.due_on}"
        link = "" if each.done_on else reverse("engagements:close-follow-up", args=[each.code])
        rows.append([Cell(each.text, link), each.office_name, state])
    table = Table(("事项", "责任单位", "办理"), rows)
    return Panel("会后事项", "engagements/panel_table.html", {"table": table}, order=5)


def company_panel(actor: Actor, uscc: str) -> Panel | None:
    """The meetings with a company that the actor may see, the newest first."""
    return _panel("走访与洽谈", selectors.find_engagements(actor, uscc=uscc, limit=8).rows)


def lead_panel(actor: Actor, code: str) -> Panel | None:
    """The meetings about a lead."""
    return _panel("走访与洽谈", selectors.find_engagements(actor, lead=code, limit=8).rows)


def _panel(title: str, found: Any) -> Panel:
    rows = [
        [str(r.on or ""), Cell(r.title, reverse("engagements:engagement", args=[r.code])), r.office_name]
        for r in found
    ]
    table = Table(("日期", "事由", "单位"), rows)
    return Panel(title, "engagements/panel_table.html", {"table": table}, order=25)
