"""People and their accounts, for the system and the security administrator."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.accounts import selectors
from zhuchao.accounts.selectors import HoldingRow, PersonRow
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Action, Crumb, Field, Panel, Section
from zhuchao.frame.details import respond as show_detail
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.terms.actor import Actor, Role

KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
DEFINITIONS = {
    "任职": "今天在任的岗位；权限只来自岗位，不来自个人",
    "账号": "停用的账号不能登录，其办理过的记录仍保留姓名",
}
_COLUMNS = [
    Column("name", "姓名", kind="link", sortable=False, url=lambda r: r["url"], note="code"),
    Column("login", "登录名", sortable=False),
    Column("posts", "任职", sortable=False),
    Column("roles", "角色", sortable=False),
    Column("state", "账号", kind="tag", sortable=False),
]


@page(*KEEPERS)
def people(request: ActorRequest) -> HttpResponseBase:
    """Every account."""
    actor = request.actor
    actions = []
    if actor.has(Role.SYSTEM_ADMIN):
        actions.append(Action("开设账号", reverse("accounts:create-person"), primary=True, icon="user-plus"))
    return respond(request, spec(actor), template="accounts/admin_list.html", context={"actions": actions})


def spec(actor: Actor) -> ListSpec:
    """The list of people for this actor."""

    def fetch(query: Query) -> Page:
        state = query.filters.get("state", "")
        found = selectors.people(
            actor,
            text=query.text,
            office=query.filters.get("office", ""),
            active=None if not state else state == "active",
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(p) for p in found.rows], found.total)

    return ListSpec(
        id="people",
        title="人员与账号",
        columns=_COLUMNS,
        filters=[
            Filter("office", "单位", choices=lambda: [(o.code, o.name) for o in selectors.offices(actor)]),
            Filter("state", "账号", choices=[("active", "在用"), ("inactive", "已停用")]),
        ],
        fetch=fetch,
        empty_text="没有符合条件的人员。请减少条件；新来的人员由系统管理员开设账号，再由安全管理员任命岗位。",
        definitions=DEFINITIONS,
        counter="人",
        search_label="姓名或登录名",
    )


def state_tag(person: PersonRow) -> Tag:
    """How the account stands."""
    if not person.is_active:
        return Tag("已停用", "grey")
    if not person.holdings:
        return Tag("未任职", "amber")
    return Tag("待改初始口令", "amber") if person.must_change_password else Tag("在用", "green")


def _row(person: PersonRow) -> dict[str, Any]:
    return {
        "code": person.code,
        "url": reverse("accounts:person", args=[person.code]),
        "name": person.name,
        "login": person.login,
        "posts": "、".join(f"{h.office_name}{h.post_name}" for h in person.holdings),
        "roles": "、".join(dict.fromkeys(name for h in person.holdings for name in h.role_names)),
        "state": state_tag(person),
    }


@page(*KEEPERS)
def person(request: ActorRequest, code: str) -> HttpResponse:
    """One account: its posts, its log-ins, what may be done with it."""
    actor = request.actor
    found = selectors.person(actor, code)
    if found is None:
        raise Http404
    panels = [Panel("任职", "accounts/_holdings.html", _held(actor, found), wide=True)]
    if actor.has(Role.SECURITY_ADMIN):
        sessions = selectors.live_sessions(actor, person=code).rows
        panels.append(Panel("正在登录的地方", "accounts/_live.html", {"sessions": sessions}, wide=True))
    return show_detail(
        request,
        title=found.name,
        subtitle=f"登录名 {found.login}",
        state=state_tag(found),
        breadcrumbs=[Crumb("人员与账号", reverse("accounts:people")), Crumb(found.name)],
        sections=[
            Section(
                "账号",
                [
                    Field("姓名", found.name),
                    Field("登录名", found.login, "code"),
                    Field("人员编号", found.code, "code"),
                    Field("状态", state_tag(found), "tag"),
                ],
            )
        ],
        panels=panels,
        actions=_actions(actor, found),
    )


def _held(actor: Actor, person: PersonRow) -> dict[str, Any]:
    now = {(h.post, h.start) for h in person.holdings}
    rows = []
    for held in selectors.history(actor, person.code):
        current = (held.post, held.start) in now
        rows.append((held, current, end_url(person.code, held) if current and not held.end else ""))
    return {"rows": rows}


def end_url(person: str, held: HoldingRow) -> str:
    """Where the holding is ended."""
    return f"{reverse('accounts:end-holding', args=[person])}?{urlencode({'post': held.post})}"


def _actions(actor: Actor, person: PersonRow) -> list[Action]:
    if not person.is_active:
        return []
    if actor.has(Role.SECURITY_ADMIN):
        return [
            Action(
                "任命岗位",
                reverse("accounts:assign-post", args=[person.code]),
                primary=True,
                icon="id-badge-2",
            )
        ]
    return [
        Action("重置口令", reverse("accounts:reset-password", args=[person.code]), icon="key"),
        Action("停用账号", reverse("accounts:deactivate-person", args=[person.code]), icon="ban"),
    ]
