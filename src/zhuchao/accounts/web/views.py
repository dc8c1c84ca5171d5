"""Saved views and remembered columns of lists."""

from urllib.parse import parse_qsl, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.selectors import View
from zhuchao.accounts.web.acting import press
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.lists import ListMemory, SavedView
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def memory(actor: Actor, list_id: str) -> ListMemory | None:
    """What is remembered of a list, for the frame."""
    if not actor.person_code:
        return None
    return ListMemory(
        views=tuple(
            SavedView(v.name, v.query, reverse("accounts:delete-view", args=[v.code]))
            for v in selectors.saved_views(actor, list_id)
        ),
        columns=selectors.list_columns(actor, list_id),
        save_url=reverse("accounts:save-view"),
    )


def view_url(view: View) -> str:
    """Where a saved view opens; empty for one that does not know its list."""
    return f"{view.path}?{view.query}" if view.path and view.query else view.path


@page()
def views(request: ActorRequest) -> HttpResponse:
    """Every view the person saved."""
    rows = [(v, view_url(v), len(parse_qsl(v.query))) for v in selectors.saved_views(request.actor)]
    return render(request, "accounts/views.html", {"title": "已存视图", "rows": rows})


@page()
@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """Keep a list as it is set up now."""
    back = _back(request)
    try:
        flows.save_view(
            actor=request.actor,
            list_id=request.POST.get("list_id", ""),
            name=request.POST.get("name", ""),
            query=request.POST.get("query", ""),
            path=urlsplit(back).path,
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"已存为视图“{request.POST.get('name', '').strip()}”。")
    return redirect(back)


@page()
@require_POST
def delete(request: ActorRequest, code: str) -> HttpResponse:
    """Forget a view."""
    press(
        request, lambda: flows.delete_view(actor=request.actor, code=code), "视图已删除，列表本身不受影响。"
    )
    return redirect(urlsplit(_back(request)).path)


def _back(request: ActorRequest) -> str:
    for wanted in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        secure = request.is_secure()
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=secure):
            parts = urlsplit(wanted)
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse("accounts:desk")
