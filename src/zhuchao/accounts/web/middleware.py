"""Puts the actor on every request and lets nobody past a log-in that is over or unfinished."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.web.gates import GATE_KEY, GATES, POST_KEY
from zhuchao.terms.refusal import Refused

if TYPE_CHECKING:
    from zhuchao.terms.actor import Actor

#: Not worth a word at the next log-in.
_OWN_WILL = "本人退出"


class ActorMiddleware:
    """``request.actor`` is the logged-in person through the post chosen in this session, else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        request.actor = None  # type: ignore[attr-defined]
        if not person.is_authenticated:
            _say_why_over(request)
            return self.get_response(request)
        actor = selectors.actor_of(person, post_code=request.session.get(POST_KEY, ""))
        ended = _ended(request, actor)
        if ended:
            return _sent_to_login(request, ended)
        request.actor = actor  # type: ignore[attr-defined]
        return _held_back(request) or self.get_response(request)


def _say_why_over(request: HttpRequest) -> None:
    """A log-in that was ended from elsewhere left its key in the browser: say once why it is over."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not key or request.path.startswith("/api/") or not request.session.is_empty():
        return
    why = selectors.why_ended(key)
    if why and why != _OWN_WILL:
        messages.warning(request, f"登录已结束：{why}。请重新登录。")


def _ended(request: HttpRequest, actor: "Actor") -> str:
    """Why the session may not go on; empty when it may. A session not known yet is begun."""
    key = request.session.session_key or ""
    try:
        state = flows.touch_session(actor=actor, session_key=key)
        if state is selectors.SessionState.UNKNOWN:
            flows.begin_session(
                actor=actor,
                session_key=key,
                address=request.META.get("REMOTE_ADDR", ""),
                agent=request.headers.get("User-Agent", ""),
            )
    except Refused:
        return selectors.why_ended(key) or "登录已失效"
    return ""


def _sent_to_login(request: HttpRequest, why: str) -> HttpResponse:
    logout(request)
    if request.path.startswith("/api/"):
        return JsonResponse({"title": "登录已结束", "status": 401, "detail": why}, status=401)
    messages.warning(request, f"登录已结束：{why}。请重新登录。")
    login = reverse("accounts:login")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": login})
    return redirect(login)


def _held_back(request: HttpRequest) -> HttpResponse | None:
    """The page that finishes the log-in, while it is unfinished and another page is asked for."""
    gate = GATES.get(request.session.get(GATE_KEY, ""))
    if gate is None:
        return None
    wanted = reverse(gate)
    if request.path in (wanted, reverse("accounts:logout")):
        return None
    if request.path.startswith("/api/"):
        return JsonResponse({"title": "登录尚未完成", "status": 403}, status=403)
    return redirect(wanted)
