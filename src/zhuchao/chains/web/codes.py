"""Codes of 国民经济行业分类 in a form: those chosen with their names, more found by code or name."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from zhuchao.chains.selectors.versions import find_codes
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.rulebook.industries import industry_name


def named(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Codes with their names, a code of no class with what is wrong."""
    return [(code, industry_name(code) or "分类表中没有这个代码") for code in codes]


class CodesWidget(forms.Widget):
    """A box for each code chosen, and a field that finds others: the one the label speaks of."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The boxes; what is found is brought in by the page."""
        return render_to_string(
            "chains/_codes.html",
            {"name": name, "chosen": named(value or ()), "id": (attrs or {}).get("id", "")},
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Codes in the order of the boxes, each once."""
        return list(dict.fromkeys(data.getlist(name)))


class CodesField(forms.Field):
    """Codes as a list; whether they are codes at all the flow says."""

    widget = CodesWidget


@staff_page
def search(request: ActorRequest) -> HttpResponse:
    """Codes for what was typed; boxes already ticked among the last finds stay."""
    kept = list(dict.fromkeys(request.GET.getlist("gb")))
    text = request.GET.get("text", "")
    found = [pair for pair in find_codes(text) if pair[0] not in kept]
    shown = {"name": "gb", "kept": named(kept), "found": found, "text": text.strip()}
    return render(request, "chains/_codes_found.html", shown)
