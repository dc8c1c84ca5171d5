"""我的工作台: what is due, what waits, what came in, what was opened last."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhuchao import slots
from zhuchao.accounts import flows, selectors
from zhuchao.accounts.web.views import view_url
from zhuchao.frame import menu
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import panels_for
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.work import WORK_STATE_NAMES, WorkItem, WorkState

_VIEWS = 8
_TONES = {
    WorkState.OVERDUE: "red",
    WorkState.TODAY: "amber",
    WorkState.OPEN: "blue",
    WorkState.WAITING: "grey",
}
_KINDS = {"security": "安全", "hand-over": "交接", "job": "任务"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work item as the desk draws it."""

    item: WorkItem
    url: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Count:
    """A number on top of the desk; ``url`` leads to what it counts, empty when there is nothing."""

    label: str
    count: int
    unit: str
    icon: str
    url: str = ""
    tone: str = ""


@page()
def desk(request: ActorRequest) -> HttpResponse:
    """The first page after log-in."""
    actor = request.actor
    waiting = _waiting(actor)
    by_state = {
        "overdue": [w for w in waiting if w.item.state is WorkState.OVERDUE],
        "due_today": [w for w in waiting if w.item.state is WorkState.TODAY],
        "later": [w for w in waiting if w.item.state in (WorkState.OPEN, WorkState.WAITING)],
    }
    today = timezone.localdate()
    hand_overs = selectors.waiting_for_me(actor)
    context: dict[str, Any] = {
        "title": "我的工作台",
        "today": today,
        "weekday": f"星期{'一二三四五六日'[today.weekday()]}",
        "counts": _counts(by_state, len(hand_overs)),
        "hand_overs": hand_overs,
        "inbox": selectors.inbox(actor, unread_only=True, limit=6),
        "recent": selectors.recent_items(actor),
        "views": [(v.name, view_url(v)) for v in selectors.saved_views(actor) if v.path][:_VIEWS],
        "jobs": [j for j in selectors.jobs(actor, limit=10) if not j.is_over],
        "doors": [] if actor.is_staff else _doors(actor, request.path),
        "panels": panels_for(actor, actor, topic="desk"),
    }
    return render(request, "accounts/desk.html", context | by_state)


def _counts(by_state: dict[str, list[Waiting]], to_sign: int) -> list[Count]:
    overdue, today, later = (len(by_state[k]) for k in ("overdue", "due_today", "later"))
    return [
        Count(
            "已逾期", overdue, "件", "alert-circle", "#overdue" if overdue else "", "red" if overdue else ""
        ),
        Count(
            "今日到期", today, "件", "calendar-due", "#due-today" if today else "", "amber" if today else ""
        ),
        Count("待我办理", later, "件", "list-check", "#later" if later else ""),
        Count("待我签字", to_sign, "份交接单", "edit", "#sign" if to_sign else ""),
    ]


def _doors(actor: Actor, path: str) -> list[menu.Entry]:
    """For administrators, who have no business to do: their pages."""
    return [e for group in menu.navigation(actor, path) for e in group.entries if not e.current]


def _waiting(actor: Actor) -> list[Waiting]:
    items: list[WorkItem] = [item for _, found in slots.ask(Slot.MY_WORK, actor) for item in found]
    items.sort(key=lambda w: w.order)
    return [
        Waiting(w, reverse(w.url_name, args=w.url_args), Tag(WORK_STATE_NAMES[w.state], _TONES[w.state]))
        for w in items
    ]


@page()
def inbox(request: ActorRequest) -> HttpResponseBase:
    """Every message, the newest first."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        unread = query.filters.get("state") == "unread"
        found = selectors.inbox(actor, unread_only=unread, offset=query.offset, limit=query.size)
        return Page([_message_row(m) for m in found.rows], found.total)

    columns = [
        Column("title", "消息", kind="link", sortable=False, url=lambda r: r["url"], note="body"),
        Column("kind", "类别", sortable=False),
        Column("state", "状态", kind="tag", sortable=False),
        Column("sent_at", "时间", kind="date", sortable=False),
    ]
    spec = ListSpec(
        id="inbox",
        title="收件箱",
        columns=columns,
        fetch=fetch,
        empty_text="没有消息。交接、任务完成和安全提醒会送到这里。",
        search_label="",
        exportable=False,
    )
    return respond(request, spec, template="accounts/inbox.html")


def _message_row(message: selectors.MessageRow) -> dict[str, object]:
    return {
        "title": message.title,
        "body": message.body,
        "kind": _KINDS.get(message.kind, "通知"),
        "state": Tag("已读", "grey") if message.read_at else Tag("未读", "blue"),
        "sent_at": message.sent_at,
        "url": reverse("accounts:message", args=[message.code]),
    }


@page()
def message(request: ActorRequest, code: str) -> HttpResponse:
    """Open a message: it is read now, and leads where it points."""
    found = selectors.message(request.actor, code)
    if found is None:
        raise Http404
    flows.mark_read(actor=request.actor, codes=[code])
    if found.url:
        return redirect(found.url)
    return render(request, "accounts/message.html", {"title": found.title, "message": found})


@page()
@require_POST
def read_all(request: ActorRequest) -> HttpResponse:
    """Mark every message as read."""
    count = flows.mark_read(actor=request.actor)
    messages.success(request, f"已将 {count} 条消息标为已读。")
    return redirect("accounts:inbox")
