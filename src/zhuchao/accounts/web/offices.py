"""The tree of offices and one office with its posts, names and successors."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts import selectors
from zhuchao.accounts.selectors import OfficeRow, PostRow
from zhuchao.accounts.web.people import KEEPERS
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Action, Crumb, Field, Panel, Section
from zhuchao.frame.details import respond as show_detail
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.terms.actor import Actor, Role

_INDENT = "　"
_COLUMNS = [
    Column("tree", "机构", kind="link", sortable=False, url=lambda r: r["url"], note="code"),
    Column("kind", "类型", sortable=False),
    Column("valid_from", "设立日", kind="date", sortable=False),
    Column("valid_to", "撤销日", kind="date", sortable=False),
    Column("state", "状态", kind="tag", sortable=False),
    Column("code", "编号", kind="code", sortable=False, default=False),
]


@page(*KEEPERS)
def offices(request: ActorRequest) -> HttpResponseBase:
    """The tree, in order; those that are no more on demand."""
    actor = request.actor
    actions = []
    if actor.has(Role.SYSTEM_ADMIN):
        actions = [
            Action("机构合并", reverse("accounts:merge-offices"), icon="git-merge"),
            Action("设立机构", reverse("accounts:create-office"), primary=True, icon="plus"),
        ]
    return respond(request, spec(actor), template="accounts/admin_list.html", context={"actions": actions})


def spec(actor: Actor) -> ListSpec:
    """The list of offices for this actor; a district has some hundred, so the tree is read whole."""

    def fetch(query: Query) -> Page:
        wanted = query.filters
        found = [
            o
            for o in selectors.offices(actor, ended=wanted.get("ended") == "yes")
            if query.text in o.name + o.code and wanted.get("kind", o.kind) == o.kind
        ]
        shown = found[query.offset : query.offset + query.size]
        return Page([_row(o, flat=bool(query.text)) for o in shown], len(found))

    return ListSpec(
        id="offices",
        title="机构",
        columns=_COLUMNS,
        filters=[
            Filter("kind", "类型", choices=selectors.office_kinds),
            Filter("ended", "已撤销", choices=[("yes", "一并列出")]),
        ],
        fetch=fetch,
        empty_text="没有符合条件的机构。请减少条件，或由系统管理员设立机构。",
        counter="个",
        search_label="机构名称或编号",
    )


def state_tag(office: OfficeRow) -> Tag:
    """Whether the office exists."""
    today = timezone.localdate()
    if office.valid_to is not None and office.valid_to < today:
        return Tag("已撤销", "grey")
    return Tag("未设立", "grey") if office.valid_from > today else Tag("存续", "green")


def _row(office: OfficeRow, *, flat: bool) -> dict[str, Any]:
    return {
        "code": office.code,
        "tree": office.name if flat else f"{_INDENT * office.depth}{office.name}",
        "url": reverse("accounts:office", args=[office.code]),
        "kind": office.kind_name,
        "valid_from": office.valid_from,
        "valid_to": office.valid_to,
        "state": state_tag(office),
    }


@page(*KEEPERS)
def office(request: ActorRequest, code: str) -> HttpResponse:
    """One office: what it is, its posts, the names it bore, whom it took over and what became of it."""
    actor = request.actor
    found = selectors.office(actor, code)
    if found is None:
        raise Http404
    above = selectors.office(actor, found.parent) if found.parent else None
    names = [(since, name, document) for since, name, document in selectors.office_names(actor, code)]
    return show_detail(
        request,
        title=found.name,
        subtitle=found.kind_name,
        state=state_tag(found),
        breadcrumbs=[Crumb("机构", reverse("accounts:offices")), Crumb(found.name)],
        sections=[Section("机构", _facts(found, above))],
        panels=[
            Panel("岗位", "accounts/_posts.html", _posts(actor, found), wide=True),
            Panel("曾用名称", "accounts/_names.html", {"names": names}),
            Panel("沿革", "accounts/_successions.html", {"links": selectors.successions(actor, code)}),
        ],
        actions=_actions(actor, found),
    )


def _facts(office: OfficeRow, above: OfficeRow | None) -> list[Field]:
    url = reverse("accounts:office", args=[above.code]) if above else ""
    return [
        Field("编号", office.code, "code"),
        Field("类型", office.kind_name),
        Field("上级", above.name if above else "无（根机构）", "link" if above else "text", url=url),
        Field("设立日", office.valid_from, "date"),
        Field("撤销日", office.valid_to or "存续", "date" if office.valid_to else "text"),
    ]


def _posts(actor: Actor, office: OfficeRow) -> dict[str, Any]:
    rows = selectors.posts(actor, office=office.code, ended=True)
    return {"posts": [(p, post_state(p)) for p in rows]}


def post_state(post: PostRow) -> Tag:
    """Whether the post exists and is held."""
    today = timezone.localdate()
    if post.valid_to is not None and post.valid_to < today:
        return Tag("已撤销", "grey")
    return Tag("在任", "green") if post.holders else Tag("空缺", "amber")


def _actions(actor: Actor, office: OfficeRow) -> list[Action]:
    if not actor.has(Role.SYSTEM_ADMIN) or office.valid_to is not None:
        return []
    return [
        Action("设立岗位", reverse("accounts:create-post", args=[office.code]), primary=True, icon="plus"),
        Action("更名", reverse("accounts:rename-office", args=[office.code]), icon="edit"),
        Action("拆分", reverse("accounts:split-office", args=[office.code]), icon="hierarchy"),
        Action("撤销", reverse("accounts:close-office", args=[office.code]), icon="ban"),
    ]
