"""While the tables of chains are not there yet: a page that says so, starts the work and shows how far it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhuchao import slots
from zhuchao.accounts.selectors import jobs
from zhuchao.chains import flows, selectors
from zhuchao.frame.decorators import ActorRequest, View, staff_page
from zhuchao.frame.marks import Action, Crumb
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor

JOB = "chains-refresh"
TITLE = "产业链归位重算"
#: The id of the part of the page that asks again every few seconds.
PART = "waiting"


def when_ready(view: View) -> View:
    """The page itself when its tables are there, else the waiting page. Goes below ``staff_page``."""

    @wraps(view)
    def checked(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asks_again = request.headers.get("HX-Target") == PART
        if selectors.ready(request.actor, str(kwargs.get("chain", ""))):
            return (
                HttpResponse(headers={"HX-Refresh": "true"}) if asks_again else view(request, *args, **kwargs)
            )
        return _waiting(request, "chains/_waiting.html" if asks_again else "chains/waiting.html")

    return checked


def _waiting(request: ActorRequest, template: str) -> HttpResponse:
    own = jobs(request.actor, kind=JOB, limit=1)
    running = own[0] if own and not own[0].is_over else None
    start = Action(
        "开始计算",
        reverse("chains:refresh"),
        "post",
        primary=True,
        fields=(("next", request.get_full_path()),),
    )
    shown = {
        "title": "正在等待归位",
        "job": running,
        "failed": own[0].error if own and own[0].is_over else "",
        "start": start,
        "breadcrumbs": [Crumb("产业链")],
    }
    return render(request, template, shown)


@staff_page
@require_POST
def refresh(request: ActorRequest) -> HttpResponse:
    """Queue the work; where no noun above keeps jobs it is done at once. Then back to the page that waited."""
    if not _enqueued(request.actor):
        flows.refresh_placements(actor=request.actor)
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if here else reverse("chains:overview"))


def _enqueued(actor: Actor) -> bool:
    ask: Callable[..., Any] = slots.ask
    return any(code for _, code in ask(Slot.NOTICE, actor, JOB, {}, TITLE, topic="enqueue-job"))
