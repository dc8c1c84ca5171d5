"""REST: who I am, the offices, my jobs."""

from datetime import date
from typing import Any

from ninja import Field, Router, Schema, Status

from zhuchao.accounts import flows, selectors
from zhuchao.frame.decorators import ActorRequest
from zhuchao.terms.refusal import forbidden

router = Router(tags=["账号"])


class MeOut(Schema):
    """The person, the post acted through and what it opens."""

    person_code: str
    person_name: str
    post_code: str
    post_name: str
    home_office: str
    office_codes: list[str]
    roles: list[str]
    posts: list[selectors.HoldingRow]
    unread: int


class DraftIn(Schema):
    """What was typed into a form so far."""

    data: dict[str, Any]


class RecentIn(Schema):
    """A record that was opened."""

    record: str = Field(max_length=120)
    title: str = Field(max_length=200)
    url: str = Field(max_length=300)


@router.get("/me", response=MeOut, summary="当前身份")
def me(request: ActorRequest) -> dict[str, Any]:
    """Who acts, through which post, with which roles."""
    actor = request.actor
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


@router.get("/offices", response=list[selectors.OfficeRow], summary="机构")
def offices(request: ActorRequest, on: date | None = None, ended: bool = False) -> list[selectors.OfficeRow]:
    """The offices on a day (today when not said) in the order of the tree."""
    return selectors.offices(request.actor, on=on, ended=ended)


@router.get("/jobs", response=list[selectors.JobRow], summary="我的后台任务")
def jobs(request: ActorRequest) -> list[selectors.JobRow]:
    """One's own jobs, the newest first."""
    return selectors.jobs(request.actor)


@router.get("/jobs/{code}", response=selectors.JobRow, summary="后台任务进度")
def job(request: ActorRequest, code: str) -> selectors.JobRow:
    """One job of one's own."""
    found = selectors.job(request.actor, code)
    if found is None:
        raise forbidden("accounts.own-job", "没有这个后台任务，或不是您提交的", "请从我的任务中查看。")
    return found


@router.get("/drafts", response=list[selectors.DraftRow], summary="我的草稿")
def drafts(request: ActorRequest) -> list[selectors.DraftRow]:
    """One's own drafts, the newest first."""
    return selectors.drafts(request.actor)


@router.put("/drafts/{path:key}", response={204: None}, summary="保存草稿")
def keep_draft(request: ActorRequest, key: str, body: DraftIn) -> Status[None]:
    """Keep a form half filled in; the same key replaces the old draft."""
    flows.keep_draft(actor=request.actor, key=key, data=body.data)
    return Status(204, None)


@router.delete("/drafts/{path:key}", response={204: None}, summary="删除草稿")
def drop_draft(request: ActorRequest, key: str) -> Status[None]:
    """Forget a draft."""
    flows.drop_draft(actor=request.actor, key=key)
    return Status(204, None)


@router.get("/recent", response=list[selectors.Recent], summary="最近查看")
def recent(request: ActorRequest) -> list[selectors.Recent]:
    """What one opened lately, the newest first."""
    return selectors.recent_items(request.actor)


@router.post("/recent", response={204: None}, summary="记录最近查看")
def note_recent(request: ActorRequest, body: RecentIn) -> Status[None]:
    """Put a record on top of the recent items."""
    flows.note_recent(actor=request.actor, record=body.record, title=body.title, url=body.url)
    return Status(204, None)
