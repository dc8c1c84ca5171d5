"""The REST API root: each noun's ``api.router`` under its own name; refusals become problem+json here only."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import django_auth

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


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _problem(422, "提交的内容不完整或格式不对", errors=error.errors)


for _noun in settings.NOUNS:
    if find_spec(f"{_noun}.api"):
        api.add_router(f"/{_noun.rsplit('.', 1)[1]}", import_module(f"{_noun}.api").router)
