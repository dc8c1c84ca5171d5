"""What every page does when a button is pressed: one flow, and what is said of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from zhuchao.frame.forms import TradeForm, refused_into
from zhuchao.terms.refusal import Refused


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: nothing until it is sent, and then even when every field was left empty."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, form: TradeForm, act: Callable[[Mapping[str, Any]], object]) -> bool:
    """True when the form was sent, is whole and its flow was carried out; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        refused_into(form, refused)
        return False
    return True


def press(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    """A button without a form: the page it leads back to says that it was done, or why not.

    Raises Refused when the right is missing (the refused page, 403).
    """
    try:
        act()
    except Refused as refused:
        if refused.forbidden:
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
