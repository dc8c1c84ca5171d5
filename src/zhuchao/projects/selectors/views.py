"""A project in words: what the page, the API and the command line show of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhuchao.engagements.selectors import office_names, post_names
from zhuchao.projects.engine.standing import next_stage
from zhuchao.projects.models import Project, ProjectOffice, ProjectState
from zhuchao.projects.selectors import rules


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as shown. Money in 万元; ``days`` since it reached its stage; ``overdue`` when the time of its stage is
    up; ``silent`` when nothing was heard of it longer than the rule allows. ``assisting`` are office codes."""

    code: str
    name: str
    uscc: str
    company_name: str
    office: str
    office_name: str
    post: str
    post_name: str
    leader_name: str
    klass: str
    klass_name: str
    nature: str
    nature_name: str
    form: str
    form_name: str
    industry_code: str
    chain: str
    link: str
    channel: str
    source_place: str
    lead_code: str
    summary: str
    state: str
    state_name: str
    stage: str
    stage_name: str
    stage_on: date | None
    next_stage: str
    next_stage_name: str
    days: int
    grade: str
    score: Decimal | None
    opened_on: date
    signed_on: date | None
    started_on: date | None
    amount_wan: Decimal | None
    arrived_wan: Decimal
    verified_wan: Decimal
    last_contact_on: date
    due: date | None
    overdue: bool
    silent: bool
    version: int
    demo: bool
    assisting: tuple[str, ...]
    assisting_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Some projects and how many there are in all."""

    total: int
    rows: Sequence[ProjectView]


@dataclass(frozen=True, slots=True)
class _Words:
    offices: Mapping[str, str]
    posts: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    assisting: Mapping[int, list[str]]
    silent_days: int
    today: date


def views(rows: Iterable[Project]) -> list[ProjectView]:
    """Rows with their words; the same few queries however many rows."""
    found = list(rows)
    helping: dict[int, list[str]] = {}
    for pk, office in ProjectOffice.objects.filter(project__in=found).values_list("project", "office_code"):
        helping.setdefault(pk, []).append(office)
    offices = {r.office_code for r in found} | {o for several in helping.values() for o in several}
    words = _Words(
        office_names(offices),
        post_names({r.post_code for r in found} | {r.leader_post for r in found}),
        {kind: rules.choices(kind) for kind in ("classes", "natures", "forms", "stages")},
        helping,
        rules.number("silent-days"),
        timezone.localdate(),
    )
    return [_view(row, words) for row in found]


def _view(r: Project, words: _Words) -> ProjectView:
    stages, active = words.lists["stages"], r.state == ProjectState.ACTIVE
    due, helping = r.due if active else None, words.assisting.get(r.pk, ())
    then = next_stage(rules.route(r.klass, r.form), r.stage) if active else ""
    return ProjectView(
        code=r.code,
        name=r.name,
        uscc=r.uscc,
        company_name=r.company_name,
        office=r.office_code,
        post=r.post_code,
        klass=r.klass,
        nature=r.nature,
        form=r.form,
        industry_code=r.industry_code,
        chain=r.chain,
        link=r.link,
        channel=r.channel,
        source_place=r.source_place,
        lead_code=r.lead_code,
        summary=r.summary,
        state=r.state,
        state_name=r.get_state_display(),
        stage=r.stage,
        stage_name=stages.get(r.stage, r.stage),
        stage_on=r.stage_on,
        next_stage=then,
        next_stage_name=stages.get(then, then),
        days=(words.today - (r.stage_on or r.opened_on)).days,
        grade=r.grade,
        score=r.score,
        opened_on=r.opened_on,
        signed_on=r.signed_on,
        started_on=r.started_on,
        amount_wan=r.amount_wan,
        arrived_wan=r.arrived_wan,
        verified_wan=r.verified_wan,
        last_contact_on=r.last_contact_on,
        due=due,
        overdue=due is not None and due < words.today,
        silent=active and (words.today - r.last_contact_on).days > words.silent_days,
        version=r.version,
        demo=r.demo,
        assisting=tuple(helping),
        assisting_names=tuple(words.offices.get(o, o) for o in helping),
        **_names(r, words),
    )


def _names(r: Project, words: _Words) -> dict[str, Any]:
    """What its codes are called."""
    return {
        "office_name": words.offices.get(r.office_code, r.office_code),
        "post_name": words.posts.get(r.post_code, ""),
        "leader_name": words.posts.get(r.leader_post, ""),
        "klass_name": words.lists["classes"].get(r.klass, r.klass),
        "nature_name": words.lists["natures"].get(r.nature, r.nature),
        "form_name": words.lists["forms"].get(r.form, r.form),
    }
