"""The form that lets an officer try other weights on a target list: a page of its own address, kept nowhere."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from zhuchao.chains import selectors

#: Begins the names of the inputs, and so of the parameters of the address.
_PREFIX = "w-"
#: What stays in the address while weights are tried.
_KEPT = ("district", "region", "all", "sort")


def asked(request: HttpRequest) -> list[str]:
    """The weights in the address, as ``selectors.targets`` takes them."""
    return [f"{name.removeprefix(_PREFIX)}={value}" for name, value in kept(request).items()]


def kept(request: HttpRequest) -> dict[str, str]:
    """The parameters of the address that hold weights."""
    given = ((name, str(value).strip()) for name, value in request.GET.items() if name.startswith(_PREFIX))
    return {name: value for name, value in given if value}


def context(request: HttpRequest, found: selectors.TargetResult, plain: str) -> dict[str, Any]:
    """What ``chains/_weights.html`` shows; ``plain`` is the address of the list as it is in force."""
    return {
        "trial": found.trial,
        "weights": {
            "rows": [_row(code, name, found.weights) for code, name in selectors.criteria().items()],
            "kept": [(name, request.GET[name]) for name in _KEPT if request.GET.get(name)],
            "reset_url": plain,
        },
    }


def _row(code: str, name: str, weights: Mapping[str, Any]) -> dict[str, str]:
    weight = weights.get(code)
    return {
        "name": f"{_PREFIX}{code}",
        "label": name,
        "value": "1" if weight is None else f"{weight.normalize():f}",
    }
