"""A refusal that no view caught becomes a Chinese page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhuchao.terms.refusal import Refused


class RefusalMiddleware:
    """Shows ``Refused`` as a page: 403 when a right is missing, 409 when a rule says no."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal; any other error goes on."""
        if not isinstance(error, Refused):
            return None
        status = 403 if error.forbidden else 409
        return render(request, "frame/refused.html", {"refusals": error.refusals}, status=status)
