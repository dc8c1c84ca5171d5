"""Meetings: which an actor sees, one of them, and what is to be done after them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.models import Engagement, EngagementFact, FollowUp, MeetingState
from zhuchao.engagements.selectors.leads import office_stands
from zhuchao.engagements.selectors.views import office_names, post_names
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class EngagementView:
    """A meeting as shown; ``on`` is the day it was held or is planned for."""

    code: str
    kind: str
    kind_name: str
    title: str
    uscc: str
    company_name: str
    lead_code: str
    office: str
    office_name: str
    post_name: str
    place: str
    planned_on: date | None
    held_on: date | None
    on: date | None
    state: str
    state_name: str
    ours: int
    theirs: int
    units: Sequence[str]
    summary: str
    problems: str
    interest: str
    interest_note: str
    agenda: Sequence[str]
    decision: str
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EngagementPage:
    """Some meetings and how many there are in all."""

    total: int
    rows: Sequence[EngagementView]


def meeting_words(kind: str) -> dict[str, str]:
    """Codes and words of ``kinds`` or ``events`` (rulebook ``engagements.<kind>``)."""
    value = rulebook.rule(f"engagements.{kind}", on=timezone.localdate()).value
    return dict(value) if isinstance(value, Mapping) else {}


def owner_faults(office: str) -> list[Refusal]:
    """The office must stand."""
    if office_stands(office):
        return []
    return [Refusal("engagements.office", f"没有在册的单位“{office}”", "请从单位列表中选择。", "office")]


def not_held(row: Engagement) -> list[Refusal]:
    """Why nothing can be decided or doubted: it was not held."""
    if row.state == MeetingState.HELD and row.held_on is not None:
        return []
    return [Refusal("engagements.not-held", f"该会议{row.get_state_display()}", "请先登记举行。", "code")]


def engagements_visible_to(actor: Actor) -> QuerySet[Engagement]:
    """Meetings of the offices the actor sees, and those after which such an office has something to do."""
    if actor.sees_district:
        return Engagement.objects.all()
    if not actor.is_staff:
        return Engagement.objects.none()
    owed = FollowUp.objects.filter(engagement=OuterRef("pk"), office_code__in=actor.office_codes)
    return Engagement.objects.filter(Q(office_code__in=actor.office_codes) | Exists(owed))


def engagement_row(actor: Actor, code: str) -> Engagement:
    """The row of a meeting.

    Raises Refused when there is none that the actor may see.
    """
    found = engagements_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("engagements.unknown", "没有您可查看的这次走访活动", "请从走访活动列表中打开。"),
            forbidden=True,
        )
    return found


def find_engagements(
    actor: Actor,
    *,
    text: str = "",
    kind: str = "",
    office: str = "",
    state: str = "",
    uscc: str = "",
    lead: str = "",
    mine: bool = False,
    codes: Sequence[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> EngagementPage:
    """Meetings the actor may see, the newest first; ``codes`` keeps those only, ``mine`` those that concern the actor.

    ``since`` and ``until`` are days on which it was held or, while it was not, is planned for.
    """
    found = engagements_visible_to(actor)
    if mine:
        found = found.filter(_concerns(actor))
    if codes is not None:
        found = found.filter(code__in=codes)
    if text:
        found = found.filter(Q(title__contains=text) | Q(company_name__contains=text) | Q(code=text))
    exact = {"kind": kind, "office_code": office, "state": state, "uscc": uscc, "lead_code": lead}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if since:
        found = found.filter(Q(held_on__gte=since) | Q(held_on__isnull=True, planned_on__gte=since))
    if until:
        found = found.filter(Q(held_on__lte=until) | Q(held_on__isnull=True, planned_on__lte=until))
    ordered = found.order_by(Coalesce("held_on", "planned_on").desc(), "-pk")
    return EngagementPage(found.count(), _views(ordered[offset : offset + limit]))


def _concerns(actor: Actor) -> Q:
    """What the actor's post holds, their office takes part in, they spoke up at, or left something for them to do."""
    posts = {"", actor.post_code}
    owed = FollowUp.objects.filter(
        engagement=OuterRef("pk"), done_on__isnull=True, office_code=actor.home_office, post_code__in=posts
    )
    spoke = EngagementFact.objects.filter(
        subject=OuterRef("code"), what="dissent", actor_code=actor.person_code
    )
    hosts = Q(office_code=actor.home_office, post_code__in=posts)
    return hosts | Q(unit_codes__contains=f" {actor.home_office} ") | Exists(owed) | Exists(spoke)


def engagement(actor: Actor, code: str) -> EngagementView:
    """One meeting.

    Raises Refused when the actor may not see it.
    """
    return _views([engagement_row(actor, code)])[0]


def _views(rows: Iterable[Engagement]) -> list[EngagementView]:
    found = list(rows)
    kinds, offices = meeting_words("kinds"), office_names({r.office_code for r in found})
    posts = post_names({r.post_code for r in found})
    return [
        EngagementView(
            r.code,
            r.kind,
            kinds.get(r.kind, r.kind),
            r.title,
            r.uscc,
            r.company_name,
            r.lead_code,
            r.office_code,
            offices.get(r.office_code, r.office_code),
            posts.get(r.post_code, ""),
            r.place,
            r.planned_on,
            r.held_on,
            r.held_on or r.planned_on,
            r.state,
            r.get_state_display(),
            r.ours,
            r.theirs,
            tuple(r.units),
            r.summary,
            r.problems,
            r.interest,
            r.interest_note,
            tuple(r.agenda),
            r.decision,
            dict(r.votes),
        )
        for r in found
    ]


def engagement_names(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """What these meetings were about; those the actor may not see are left out."""
    found = engagements_visible_to(actor).filter(code__in=set(codes))
    return dict(found.values_list("code", "title"))


def last_contacts(actor: Actor, usccs: Iterable[str]) -> dict[str, date]:
    """The last day on which the district met each of these companies, as far as the actor sees."""
    held = engagements_visible_to(actor).filter(uscc__in=set(usccs), state=MeetingState.HELD)
    return dict(held.order_by().values_list("uscc").annotate(last=Max("held_on")))
