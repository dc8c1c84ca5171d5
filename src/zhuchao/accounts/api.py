"""REST: who I am, the offices, my jobs."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhuchao.accounts import selectors
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import forbidden

router = Router(tags=["账号"])


class PostOut(Schema):
    """A post one may act through."""

    post: str
    post_name: str
    office: str
    office_name: str
    role_names: list[str]
    start: date
    end: date | None


class MeOut(Schema):
    """The person, the post acted through and what it opens."""

    person_code: str
    person_name: str
    post_code: str
    post_name: str
    home_office: str
    office_codes: list[str]
    roles: list[str]
    posts: list[PostOut]
    unread: int


class OfficeOut(Schema):
    """An office in the order of the tree."""

    code: str
    name: str
    kind: str
    kind_name: str
    parent: str
    valid_from: date
    valid_to: date | None
    depth: int


class JobOut(Schema):
    """A job of one's own; ``progress`` in percent."""

    code: str
    kind: str
    title: str
    state: str
    state_name: str
    progress: int
    note: str
    result: dict[str, Any]
    error: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


@router.get("/me", response=MeOut, summary="当前身份")
def me(request: HttpRequest) -> dict[str, Any]:
    """Who acts, through which post, with which roles."""
    actor = _actor(request)
    return {
        "person_code": actor.person_code,
        "person_name": actor.person_name,
        "post_code": actor.post_code,
        "post_name": actor.post_name,
        "home_office": actor.home_office,
        "office_codes": sorted(actor.office_codes),
        "roles": sorted(actor.roles),
        "posts": selectors.my_posts(actor),
        "unread": selectors.unread_count(actor),
    }


@router.get("/offices", response=list[OfficeOut], summary="机构")
def offices(request: HttpRequest, on: date | None = None, ended: bool = False) -> list[selectors.OfficeRow]:
    """The offices on a day (today when not said) in the order of the tree."""
    return selectors.offices(_actor(request), on=on, ended=ended)


@router.get("/jobs", response=list[JobOut], summary="我的后台任务")
def jobs(request: HttpRequest) -> list[selectors.JobRow]:
    """One's own jobs, the newest first."""
    return selectors.jobs(_actor(request))


@router.get("/jobs/{code}", response=JobOut, summary="后台任务进度")
def job(request: HttpRequest, code: str) -> selectors.JobRow:
    """One job of one's own."""
    found = selectors.job(_actor(request), code)
    if found is None:
        raise forbidden("accounts.own-job", "没有这个后台任务，或不是您提交的", "请从我的任务中查看。")
    return found
