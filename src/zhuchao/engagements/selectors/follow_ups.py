"""What is to be done after meetings: shown, owed by offices, waiting on a desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.engine.duties import Duty
from zhuchao.engagements.models import FollowUp
from zhuchao.engagements.selectors.meetings import engagement_row, engagements_visible_to
from zhuchao.engagements.selectors.views import office_names
from zhuchao.rulebook import workdays
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.work import WorkItem, WorkState


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Something to be done after a meeting."""

    code: str
    text: str
    office: str
    office_name: str
    set_on: date
    due_on: date
    done_on: date | None
    result: str
    engagement: str
    engagement_title: str


def follow_up_due(on: date) -> date:
    """The default last day of a follow-up."""
    return workdays.after(on, int(str(rulebook.rule("engagements.follow-up-days", on=on).value)))


def follow_up_row(actor: Actor, code: str) -> FollowUp:
    """The row of a follow-up.

    Raises Refused when there is none that the actor may see.
    """
    found = FollowUp.objects.filter(code=code, engagement__in=engagements_visible_to(actor)).first()
    if found is None:
        raise Refused(
            Refusal("engagements.unknown", "没有您可查看的这项会后事项", "请从走访活动页面进入。"),
            forbidden=True,
        )
    return found


def follow_ups_after(actor: Actor, code: str) -> list[FollowUpView]:
    """What is or was to be done after one meeting the actor sees."""
    return _follow_ups(FollowUp.objects.filter(engagement=engagement_row(actor, code)).order_by("due_on"))


def open_follow_ups(codes: Iterable[str]) -> list[FollowUp]:
    """Those of the follow-ups that are not done, for the flows of hand-over; the caller checks the right."""
    found = FollowUp.objects.filter(code__in=set(codes), done_on__isnull=True)
    return list(found.select_related("engagement").order_by("pk"))


def waiting_follow_ups(actor: Actor, *, limit: int = 50) -> list[FollowUpView]:
    """What the actor's own post or office has to do, the most pressing first."""
    found = FollowUp.objects.filter(
        done_on__isnull=True, office_code=actor.home_office, post_code__in={"", actor.post_code}
    )
    return _follow_ups(found.order_by("due_on", "pk")[:limit])


def _follow_ups(rows: "QuerySet[FollowUp]") -> list[FollowUpView]:
    found = list(rows.select_related("engagement"))
    names = office_names({r.office_code for r in found})
    return [
        FollowUpView(
            r.code,
            r.text,
            r.office_code,
            names.get(r.office_code, r.office_code),
            r.set_on,
            r.due_on,
            r.done_on,
            r.result,
            r.engagement.code,
            r.engagement.title,
        )
        for r in found
    ]


def duties(actor: Actor, office_code: str) -> Sequence[Duty]:
    """Everything exactly that office still has to do after meetings; no duty may be missed by lack of sight."""
    rows = FollowUp.objects.filter(office_code=office_code, done_on__isnull=True).order_by("due_on", "pk")
    return [
        Duty(
            noun="follow-ups",
            code=row.code,
            title=f"会后事项：{row.text}",
            office_code=row.office_code,
            post_code=row.post_code,
            since=row.set_on,
            due=row.due_on,
        )
        for row in rows
    ]


def work(actor: Actor) -> list[WorkItem]:
    """What the actor's post or office has to do after meetings."""
    today = timezone.localdate()
    return [
        WorkItem(
            title=each.text,
            url_name="engagements:close-follow-up",
            url_args=(each.code,),
            due=each.due_on,
            state=WorkState.OVERDUE
            if each.due_on < today
            else WorkState.TODAY
            if each.due_on == today
            else WorkState.OPEN,
            noun="会后事项",
            office=each.office_name,
            action="办结",
            note=each.engagement_title,
        )
        for each in waiting_follow_ups(actor)
    ]
