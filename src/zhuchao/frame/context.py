"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The actor of the request, for navigation and badges."""
    return {"actor": getattr(request, "actor", None)}
