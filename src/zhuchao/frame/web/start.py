"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def home(request: HttpRequest) -> HttpResponse:
    """The desk, which asks for a log-in where there is none."""
    return redirect(settings.LOGIN_REDIRECT_URL)
