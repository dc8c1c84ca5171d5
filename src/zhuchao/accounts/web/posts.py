"""What each post opens: the security administrator's page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import PostRow
from zhuchao.accounts.web.acting import done, posted
from zhuchao.accounts.web.office_forms import the_post
from zhuchao.accounts.web.offices import post_state
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.terms.actor import ADMIN_ROLES, ROLE_NAMES, Actor, Role

_COLUMNS = [
    Column("name", "岗位", sortable=False, note="code"),
    Column("office", "单位", sortable=False),
    Column("roles", "角色", sortable=False),
    Column("holders", "在任", sortable=False),
    Column("state", "状态", kind="tag", sortable=False),
]


class RolesForm(TradeForm):
    """The roles of a post."""

    roles = forms.MultipleChoiceField(
        label="角色",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        choices=[(r.value, ROLE_NAMES[r]) for r in Role if r not in ADMIN_ROLES]
        + [(r.value, f"{ROLE_NAMES[r]}（只能单独设定）") for r in Role if r in ADMIN_ROLES],
        help_text="一个都不选，则在任的人不能查看和办理任何业务。",
    )


@page(Role.SECURITY_ADMIN)
def posts(request: ActorRequest) -> HttpResponseBase:
    """Every living post with its roles and holders."""
    return respond(request, spec(request.actor))


def spec(actor: Actor) -> ListSpec:
    """The list of posts for this actor; a district has some hundred, so they are read whole."""

    def fetch(query: Query) -> Page:
        role = query.filters.get("role", "")
        found = [
            p
            for p in selectors.posts(actor, office=query.filters.get("office", ""))
            if query.text in f"{p.office_name}{p.name}{p.code}" and (not role or _fits(p, role))
        ]
        shown = found[query.offset : query.offset + query.size]
        return Page([_row(p) for p in shown], len(found))

    return ListSpec(
        id="posts",
        title="岗位与角色",
        columns=_COLUMNS,
        filters=[
            Filter("office", "单位", choices=lambda: [(o.code, o.name) for o in selectors.offices(actor)]),
            Filter("role", "角色", choices=[("none", "未设角色"), *((r.value, ROLE_NAMES[r]) for r in Role)]),
        ],
        fetch=fetch,
        empty_text="没有符合条件的岗位。请减少条件；岗位由系统管理员在机构页设立。",
        definitions={"角色": "任该岗位的人据此查看和办理；权限只随岗位，不随个人"},
        counter="个",
        search_label="岗位、单位或编号",
        row_actions=lambda row: [Action("设定角色", row["url"])],
    )


def _fits(post: PostRow, role: str) -> bool:
    return not post.roles if role == "none" else role in post.roles


def _row(post: PostRow) -> dict[str, Any]:
    return {
        "code": post.code,
        "name": post.name,
        "office": post.office_name,
        "roles": "、".join(post.role_names) or "未设角色",
        "holders": "、".join(name for _, name in post.holders),
        "state": post_state(post),
        "url": reverse("accounts:post-roles", args=[post.code]),
    }


@page(Role.SECURITY_ADMIN)
def roles(request: ActorRequest, code: str) -> HttpResponse:
    """Decide what the post opens."""
    post = the_post(request.actor, code)
    title = f"{post.office_name}{post.name}"
    form = RolesForm(posted(request), initial={"roles": list(post.roles)})
    if done(request, form, lambda given: flows.set_post_roles(actor=request.actor, post=code, **given)):
        messages.success(request, f"“{title}”的角色已设定，即时生效。")
        return redirect("accounts:posts")
    held = "、".join(name for _, name in post.holders)
    return show(
        request,
        form,
        title=f"设定角色：{title}",
        submit="设定",
        intro=f"现任：{held}。改动对现任人员即时生效。" if held else "现在无人在任。",
        cancel_url=reverse("accounts:posts"),
        breadcrumbs=[Crumb("岗位与角色", reverse("accounts:posts")), Crumb(title)],
        keep_draft=False,
    )
