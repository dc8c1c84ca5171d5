"""A refusal that no view caught, and a write that found no turn, become a Chinese page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhuchao.frame.busy import BUSY, is_busy
from zhuchao.terms.refusal import Refused


class RefusalMiddleware:
    """Shows ``Refused`` as a page: 403 when a right is missing, 409 when a rule says no; 503 while another writes for long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal; any other error goes on."""
        if is_busy(error):
            return render(request, "frame/refused.html", {"refusals": (BUSY,)}, status=503)
        if not isinstance(error, Refused):
            return None
        status = 403 if error.forbidden else 409
        return render(request, "frame/refused.html", {"refusals": error.refusals}, status=status)
