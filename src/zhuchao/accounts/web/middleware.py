"""Puts the actor on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhuchao.accounts import selectors

POST_KEY = "post-code"


class ActorMiddleware:
    """``request.actor`` is the logged-in person through the post chosen in this session, else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        request.actor = (  # type: ignore[attr-defined]
            selectors.actor_of(person, post_code=request.session.get(POST_KEY, ""))
            if person.is_authenticated
            else None
        )
        return self.get_response(request)
