"""The REST API root: each noun's ``api.router`` under its own name; refusals become problem+json here only."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import django_auth

from zhuchao.frame.busy import BUSY, is_busy
from zhuchao.terms.refusal import Refused

PROBLEM = "application/problem+json"

api = NinjaAPI(title="筑巢 API", version="1", auth=django_auth, urls_namespace="api", docs_url=None)


def _problem(status: int, title: str, **more: object) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = 403 if error.forbidden else 409
    return _problem(status, "不能办理", refusals=[r.as_dict() for r in error.refusals])


@api.exception_handler(OperationalError)
def _busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    if not is_busy(error):
        raise error
    return _problem(503, "暂时不能办理", refusals=[BUSY.as_dict()])


#: The start of pydantic's name of a fault → what it is called here; the most telling start first.
_FAULTS = {
    "missing": "必须给出",
    "extra_forbidden": "没有这一项",
    "int": "应为整数",
    "float": "应为数字",
    "decimal": "应为数字",
    "bool": "应为 true 或 false",
    "date": "应为日期，例如 2026-01-31",
    "time": "应为时间",
    "string_too_long": "太长",
    "string_too_short": "太短",
    "greater_than": "太小",
    "less_than": "太大",
    "enum": "不在可选范围内",
    "literal_error": "不在可选范围内",
    "json": "不是正确的 JSON",
}


def _fault(error: dict[str, Any]) -> dict[str, str]:
    kind = str(error.get("type", ""))
    words = next((text for start, text in _FAULTS.items() if kind.startswith(start)), "格式不对")
    return {"field": ".".join(str(part) for part in error.get("loc", ())), "reason": words}


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [_fault(e) for e in error.errors]
    return _problem(422, "提交的内容不完整或格式不对", errors=faults)


for _noun in settings.NOUNS:
    if find_spec(f"{_noun}.api"):
        api.add_router(f"/{_noun.rsplit('.', 1)[1]}", import_module(f"{_noun}.api").router)
