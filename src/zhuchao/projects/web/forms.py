"""The way of every small form over one project: shown, pressed, or shown again with what was refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.frame.decorators import ActorRequest
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.projects import selectors
from zhuchao.terms.refusal import Refused


def crumbs(code: str, name: str, *last: str) -> list[Crumb]:
    """The way from the list over the project to this form."""
    return [
        Crumb("项目", reverse("projects:list")),
        Crumb(name, reverse("projects:detail", args=[code])),
        *(Crumb(each) for each in last),
    ]


def press(
    request: ActorRequest,
    code: str,
    form_class: Callable[..., TradeForm],
    flow: Callable[..., object],
    *,
    title: str,
    done: str,
    intro: str = "",
    initial: dict[str, Any] | None = None,
    read: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> HttpResponseBase:
    """A form over one project, posted to ``flow(actor=, code=, **read(cleaned))``."""
    row = selectors.row_for(request.actor, code)
    form = form_class(request.POST or None, request.FILES or None, initial=initial or {})
    if request.method == "POST" and form.is_valid():
        try:
            flow(actor=request.actor, code=code, **read(form.cleaned_data))
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, done)
            return _back(request, code)
    return show(
        request,
        form,
        title=f"{title}：{row.name}",
        cancel_url=reverse("projects:detail", args=[code]),
        intro=intro,
        breadcrumbs=crumbs(code, row.name, title),
    )


def _back(request: ActorRequest, code: str) -> HttpResponseBase:
    """To the project, or to the list when it went to an office the actor does not see."""
    if selectors.projects_visible_to(request.actor).filter(code=code).exists():
        return redirect("projects:detail", code)
    return redirect("projects:list")
