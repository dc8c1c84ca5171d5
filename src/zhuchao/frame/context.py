"""What every page knows. Lazy: a fragment that does not draw the frame does not pay for it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zhuchao.frame import menu, shell
from zhuchao.terms.actor import Actor


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor of the request with navigation, shell, search address and data notes."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None}
    here = actor
    notes = SimpleLazyObject(lambda: shell.data_notes(here))
    return {
        "actor": here,
        "navigation": SimpleLazyObject(lambda: menu.navigation(here, request.path)),
        "shell": SimpleLazyObject(lambda: shell.shell_of(here)),
        "shows_demo": SimpleLazyObject(lambda: any(note.demo for note in notes)),
        "data_notes": notes,
        "search_url": SimpleLazyObject(lambda: shell.search_url(here)),
    }
