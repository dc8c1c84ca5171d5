"""What others recorded and nobody has verified yet: the facts that figures split into verified and only claimed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.utils import timezone

from zhuchao.ledger.models import State
from zhuchao.projects.models import ContractFact, MoneyFact, ProjectFact, StageFact
from zhuchao.projects.selectors.figures_facts import Moment, standing
from zhuchao.projects.selectors.figures_reading import STAGES
from zhuchao.projects.selectors.projects import project_names
from zhuchao.projects.selectors.timeline import Step, steps
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden

#: What may be asked for → its table.
_TABLES: Mapping[str, type[ProjectFact]] = {"contract": ContractFact, "money": MoneyFact, "stage": StageFact}
KINDS: Mapping[str, str] = {"contract": "合同", "money": "到位资金", "stage": "阶段"}


@dataclass(frozen=True, slots=True)
class Unverified:
    """One fact that waits: of which project, what it says, since when it is in the books and by whom; ``table`` and
    ``fact`` name it for the judgement."""

    project: str
    project_name: str
    kind: str
    kind_name: str
    table: str
    fact: str
    title: str
    text: str
    happened_on: date
    recorded_on: date
    by: str
    office_name: str
    standing: str


@dataclass(frozen=True, slots=True)
class UnverifiedPage:
    """Some of them, the longest waiting first, and how many there are in all."""

    total: int
    rows: tuple[Unverified, ...]


def unverified(actor: Actor, *, kind: str = "", offset: int = 0, limit: int = 50) -> UnverifiedPage:
    """The facts that the actor may verify: of offices and projects the actor sees, recorded by somebody else, standing,
    claimed or disputed. ``kind`` is one of ``KINDS``.

    Raises Refused for whoever is not staff, and for an unknown kind.
    """
    if not actor.is_staff:
        raise forbidden("projects.staff-only", "项目只对招商工作人员开放")
    if kind and kind not in KINDS:
        told = "、".join(f"{name}（{code}）" for code, name in KINDS.items())
        raise Refused(
            Refusal("projects.unverified", f"没有“{kind}”这一类记录", f"请从{told}中选择。", "kind")
        )
    asked = [kind] if kind else list(KINDS)
    waiting = [_waiting(actor, each) for each in asked]
    found = waiting[0].union(*waiting[1:], all=True) if waiting[1:] else waiting[0]
    page = list(found.order_by("recorded_at", "code")[offset : offset + limit])
    return UnverifiedPage(sum(each.count() for each in waiting), tuple(_told(actor, page)))


def how_many(actor: Actor, *, most: int = 1000) -> int:
    """How many wait for the actor, counted up to ``most``: a desk is opened often. Nothing for leaders and assessors,
    whose desks do not hold what the offices and the centre have to verify."""
    if not actor.is_staff or (actor.sees_district and not actor.has(Role.CENTRE)):
        return 0
    found = 0
    for kind in KINDS:
        if found < most:
            found += _waiting(actor, kind)[: most - found].count()
    return found


def _waiting(actor: Actor, kind: str) -> QuerySet[Any, Any]:
    at = Moment(actor, date.min, date.max)
    facts = standing(_TABLES[kind], at, signed_only=False, state=True).exclude(actor_code=actor.person_code)
    if kind == "stage":
        facts = facts.filter(what__in=STAGES)
    if not actor.sees_district:
        facts = facts.filter(office_code__in=actor.office_codes)
    facts = facts.exclude(state_known=State.VERIFIED).annotate(kind=Value(kind))
    found: QuerySet[Any, Any] = facts.values_list("recorded_at", "code", "kind")
    return found


def _told(actor: Actor, page: list[tuple[Any, str, str]]) -> Iterator[Unverified]:
    kinds = {code: kind for _, code, kind in page}
    facts = [
        fact
        for kind in dict.fromkeys(kinds.values())
        for fact in _TABLES[kind]._default_manager.filter(code__in=[c for c, k in kinds.items() if k == kind])
    ]
    names = project_names(actor, {fact.subject for fact in facts})
    subjects = {fact.code: fact.subject for fact in facts}
    shown = {step.code: step for step in steps(actor, facts)}
    for code, kind in kinds.items():
        project = subjects[code]
        yield _row(project, names.get(project, project), kind, shown[code])


def _row(project: str, name: str, kind: str, step: Step) -> Unverified:
    return Unverified(
        project=project,
        project_name=name,
        kind=kind,
        kind_name=KINDS[kind],
        table=step.kind,
        fact=step.code,
        title=step.title,
        text=step.text,
        happened_on=step.happened_on,
        recorded_on=timezone.localdate(step.recorded_at),
        by=step.actor_name,
        office_name=step.office_name,
        standing=step.standing,
    )
