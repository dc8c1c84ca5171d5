"""One's own account: password, one-time codes, log-ins alive."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import django_otp
import segno
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.web.acting import done, press
from zhuchao.accounts.web.gates import GATE_KEY, set_gate
from zhuchao.accounts.web.login import TokenForm
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.refusal import Refused

_ENROLLING = "totp-address"


class PasswordForm(TradeForm):
    """The old password and the new one twice."""

    old = forms.CharField(
        label="原口令", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label="新口令",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次新口令", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, rules: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = rules

    def clean_again(self) -> str:
        """Both must be the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError("两次输入的新口令不一致，请重新输入。")
        return again


@page()
@never_cache
def account(request: ActorRequest) -> HttpResponse:
    """What one can do with one's own account."""
    actor = request.actor
    context = {
        "title": "账号与安全",
        "factor": selectors.second_factor(actor),
        "sessions": selectors.my_sessions(actor, session_key=request.session.session_key or ""),
        "posts": selectors.history(actor, actor.person_code),
    }
    return render(request, "accounts/account.html", context)


@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; at the first log-in nothing else is open before."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return redirect("accounts:login")
    forced = request.session.get(GATE_KEY) == "password"
    form = PasswordForm(request.POST or None, rules=selectors.password_rules(actor))
    if done(request, form, lambda g: flows.change_password(actor=actor, old=g["old"], new=g["password"])):
        _keep_session(request)
        messages.success(request, "口令已修改，其他登录已结束。")
        return redirect("accounts:desk")
    if forced:
        context = {"form": form, "title": "请先修改初始口令"}
        return render(request, "accounts/first_password.html", context, status=422 if form.errors else 200)
    crumbs = [Crumb("账号与安全", reverse("accounts:account")), Crumb("修改口令")]
    return show(request, form, title="修改口令", submit="修改", breadcrumbs=crumbs, keep_draft=False)


def _keep_session(request: HttpRequest) -> None:
    """The browser stays logged in, under a new session key that is noted like a log-in."""
    actor = request.actor  # type: ignore[attr-defined]
    person = request.user
    assert person.is_authenticated
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    set_gate(request, actor)
    flows.begin_session(
        actor=actor,
        session_key=request.session.session_key or "",
        address=request.META.get("REMOTE_ADDR", ""),
        agent=request.headers.get("User-Agent", ""),
    )


@page()
@never_cache
def enrol(request: ActorRequest) -> HttpResponse:
    """Scan the code, then prove it with a first one-time code; who must have one comes here at log-in."""
    actor = request.actor
    forced = request.session.get(GATE_KEY) == "enrol"
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = flows.confirm_totp(actor=actor, token=form.cleaned_data["token"])
        except Refused as refused:
            refused_into(form, refused)
        else:
            request.session.pop(_ENROLLING, None)
            request.session[django_otp.DEVICE_ID_SESSION_KEY] = device
            set_gate(request, actor)
            messages.success(request, "动态口令已启用，下次登录时需要输入。")
            return redirect("accounts:desk" if forced else "accounts:account")
    if _ENROLLING not in request.session or request.method == "GET":
        request.session[_ENROLLING] = flows.enrol_totp(actor=actor)
    address = request.session[_ENROLLING]
    context = {
        "form": form,
        "title": "启用动态口令",
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=2),
        "secret": dict(parse_qsl(urlsplit(address).query)).get("secret", ""),
        "forced": forced,
        "layout": "frame/bare.html" if forced else "frame/base.html",
        "breadcrumbs": [Crumb("账号与安全", reverse("accounts:account")), Crumb("启用动态口令")],
    }
    return render(request, "accounts/enrol.html", context, status=422 if form.errors else 200)


@page()
@require_POST
def drop(request: ActorRequest) -> HttpResponse:
    """Stop using one-time codes."""
    press(
        request,
        lambda: flows.drop_totp(actor=request.actor, password=request.POST.get("password", "")),
        "动态口令已停用。",
    )
    return redirect("accounts:account")


@page()
@require_POST
def end_session(request: ActorRequest, code: str) -> HttpResponse:
    """End one of one's other log-ins."""
    press(request, lambda: flows.end_session(actor=request.actor, code=code), "该登录已结束。")
    return redirect("accounts:account")
