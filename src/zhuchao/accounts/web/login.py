"""Log in, give a one-time code, log out, act through another post."""

from typing import Any

import django_otp
from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhuchao import slots
from zhuchao.accounts import flows, selectors
from zhuchao.accounts.web.gates import GATE_KEY, POST_KEY, set_gate
from zhuchao.frame.forms import TradeForm, refused_into
from zhuchao.rulebook import rule
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused


class LoginForm(TradeForm):
    """Name and password."""

    login = forms.CharField(
        label="登录名", max_length=40, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="口令",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class TokenForm(TradeForm):
    """A six-digit code of the authenticator."""

    token = forms.CharField(
        label="动态口令",
        max_length=10,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="手机验证器上当前显示的六位数字。",
    )


@never_cache
@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page; somebody logged in already goes to the desk."""
    after = _after(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = LoginForm(request.POST or None, initial={"login": request.GET.get("login", "")[:40]})
    if request.method == "POST" and form.is_valid():
        if _logged_in(request, form):
            return redirect(after)
        limit = selectors.failure_limit()
        form.add_error(None, f"登录名或口令不正确。连续输错 {limit} 次将暂停登录。")
    panels = [p for _, p in slots.ask(Slot.PANEL, SYSTEM, topic="login") if p is not None]
    district = rule("district.name", on=timezone.localdate()).value
    context = {"form": form, "title": "登录", "panels": panels, "after": after, "district": district}
    return render(request, "accounts/login.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=here, require_https=request.is_secure()):
        return wanted
    return resolve_url("accounts:desk")


def _logged_in(request: HttpRequest, form: LoginForm) -> bool:
    name, password = form.cleaned_data["login"], form.cleaned_data["password"]
    address = request.META.get("REMOTE_ADDR", "")
    person = authenticate(request, login=name, password=password)
    if person is None:
        flows.note_failed_login(actor=SYSTEM, login=name, address=address)
        return False
    login(request, person)
    actor = selectors.actor_of(person)
    set_gate(request, actor)
    ended = flows.begin_session(
        actor=actor,
        session_key=request.session.session_key or "",
        address=address,
        agent=request.headers.get("User-Agent", ""),
    )
    if ended:
        messages.info(request, f"已结束您在别处的 {ended} 个较早登录：同一人同时登录数有上限。")
    return True


@never_cache
def token(request: HttpRequest) -> HttpResponse:
    """The second step for those who use one-time codes."""
    if request.session.get(GATE_KEY) != "token":
        return redirect("accounts:desk")
    actor = request.actor  # type: ignore[attr-defined]
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = flows.verify_totp(actor=actor, token=form.cleaned_data["token"])
        except Refused as refused:
            refused_into(form, refused)
        else:
            request.session[django_otp.DEVICE_ID_SESSION_KEY] = device
            set_gate(request, actor)
            return redirect("accounts:desk")
    context = {"form": form, "title": "验证动态口令"}
    return render(request, "accounts/token.html", context, status=422 if form.errors else 200)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End this log-in."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        flows.end_session(actor=actor, session_key=request.session.session_key or "")
    logout(request)
    messages.info(request, "已退出登录。")
    return redirect("accounts:login")


@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act through another post held today; a post not held is not taken."""
    actor = request.actor  # type: ignore[attr-defined]
    wanted = request.POST.get("post", "")
    if actor is None:
        return redirect("accounts:login")
    held = {h.post: f"{h.office_name}{h.post_name}" for h in selectors.my_posts(actor)}
    if wanted in held:
        request.session[POST_KEY] = wanted
        set_gate(request, selectors.actor_of(request.user, post_code=wanted))  # type: ignore[arg-type]
        messages.success(request, f"现以“{held[wanted]}”身份办理。")
    return redirect("accounts:desk")


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords: say for how long."""
    minutes = round(selectors.lock_out_time().total_seconds() / 60)
    context = {"title": "暂时不能登录", "minutes": minutes, "limit": selectors.failure_limit()}
    return render(request, "accounts/locked_out.html", context, status=429)
