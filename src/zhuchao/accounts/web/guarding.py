"""The security administrator's watch: lock-outs, live log-ins, second factors."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import LiveSession
from zhuchao.accounts.web.acting import press
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action
from zhuchao.terms.actor import ROLE_NAMES, Role


@page(Role.SECURITY_ADMIN)
def lock_outs(request: ActorRequest) -> HttpResponse:
    """Wrong passwords of late, and who is held back."""
    context = {
        "title": "登录锁定",
        "rows": selectors.lock_outs(request.actor),
        "limit": selectors.failure_limit(),
        "minutes": int(selectors.lock_out_time().total_seconds() // 60),
    }
    return render(request, "accounts/lock_outs.html", context)


@page(Role.SECURITY_ADMIN)
@require_POST
def lift(request: ActorRequest, code: str) -> HttpResponse:
    """Let a person try again at once."""
    press(
        request,
        lambda: flows.lift_lock_out(actor=request.actor, person=code),
        "锁定已解除，此人可以重新登录。",
    )
    return redirect("accounts:lock-outs")


@page(Role.SECURITY_ADMIN)
def sessions(request: ActorRequest) -> HttpResponseBase:
    """Every log-in that is alive."""
    actor = request.actor
    most, idle, _ = selectors.session_limits()

    def fetch(query: Query) -> Page:
        found = selectors.live_sessions(actor, text=query.text, offset=query.offset, limit=query.size)
        return Page([_session_row(s) for s in found.rows], found.total)

    spec = ListSpec(
        id="live-sessions",
        title="在线登录",
        columns=[
            Column("name", "姓名", kind="link", sortable=False, url=lambda r: r["person_url"], note="login"),
            Column("started_at", "登录时间", kind="date", sortable=False),
            Column("last_seen_at", "最近使用", kind="date", sortable=False),
            Column("address", "来源地址", sortable=False),
            Column("agent", "浏览器", sortable=False, default=False),
        ],
        fetch=fetch,
        empty_text="现在没有人登录。",
        caveat=f"同一人最多同时登录 {most} 处，超过时最早的一处自动退出；"
        f"{int(idle.total_seconds() // 60)} 分钟没有操作自动退出。",
        counter="个",
        search_label="姓名、登录名或来源地址",
        row_actions=lambda row: [row["end"]],
    )
    return respond(request, spec)


def _session_row(session: LiveSession) -> dict[str, Any]:
    return {
        "name": session.name,
        "login": session.login,
        "person_url": reverse("accounts:person", args=[session.person]),
        "started_at": session.started_at,
        "last_seen_at": session.last_seen_at,
        "address": session.address,
        "agent": session.agent,
        "end": Action(
            "结束登录",
            reverse("accounts:end-live", args=[session.code]),
            method="post",
            confirm=f"结束“{session.name}”的这个登录？未保存的填写会丢失。",
        ),
    }


@page(Role.SECURITY_ADMIN)
@require_POST
def end_live(request: ActorRequest, code: str) -> HttpResponse:
    """End somebody's log-in."""
    press(request, lambda: flows.end_session(actor=request.actor, code=code), "该登录已结束。")
    back = request.headers.get("Referer", "")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(back, allowed_hosts=here, require_https=request.is_secure()):
        return redirect(back)
    return redirect("accounts:live-sessions")


@page(Role.SECURITY_ADMIN)
def second_factors(request: ActorRequest) -> HttpResponse:
    """Who uses one-time codes, and which roles must."""
    rule = selectors.second_factor_rule()
    roles = rule.value
    assert isinstance(roles, list)
    context = {
        "title": "动态口令",
        "rows": selectors.second_factors(request.actor),
        "required": [ROLE_NAMES[Role(r)] for r in roles],
        "rule": rule,
    }
    return render(request, "accounts/second_factors.html", context)


@page(Role.SECURITY_ADMIN)
@require_POST
def drop_factor(request: ActorRequest, code: str) -> HttpResponse:
    """Drop the device of somebody who lost the phone."""
    press(
        request,
        lambda: flows.drop_totp(actor=request.actor, person=code),
        "已停用此人的动态口令，其下次登录只用口令。",
    )
    return redirect("accounts:second-factors")
