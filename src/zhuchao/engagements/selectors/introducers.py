"""Introducers, one register for the district, and what became of the leads they brought."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies import selectors as companies
from zhuchao.companies.models import Company
from zhuchao.engagements.models import Introducer, LeadState
from zhuchao.engagements.selectors.leads import leads_visible_to
from zhuchao.engagements.selectors.views import office_names
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

#: Somebody known by unit and title, as against a kind of company.
PERSON = "person"
_PERSON_NAME = "个人（只记单位和职务）"
SORTS: Mapping[str, tuple[str, ...]] = {
    "name": ("company__name", "unit", "title"),
    "added_on": ("added_on",),
}


@dataclass(frozen=True, slots=True)
class IntroducerView:
    """An introducer as shown; the counts are of leads the asking actor may see."""

    code: str
    name: str
    kind: str
    kind_name: str
    uscc: str
    unit: str
    title: str
    purpose: str
    note: str
    office: str
    office_name: str
    added_on: date
    brought: int
    following: int
    intent: int


@dataclass(frozen=True, slots=True)
class IntroducerPage:
    """Some introducers and how many there are in all."""

    total: int
    rows: Sequence[IntroducerView]


def introducers_visible_to(actor: Actor) -> QuerySet[Introducer]:
    """The whole register for staff; nothing for others."""
    found = Introducer.objects.select_related("company")
    return found if actor.is_staff else found.none()


def introducer_row(actor: Actor, code: str) -> Introducer:
    """The row itself, for flows.

    Raises Refused when there is no such introducer for this actor.
    """
    found = introducers_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal(
                "channels.unknown-introducer",
                "没有您可查看的该引荐人",
                "请从引荐人列表中选择，或先登记。",
                "introducer",
            ),
            forbidden=not actor.is_staff,
        )
    return found


def introducing_company(actor: Actor, uscc: str) -> tuple[Company | None, list[Refusal]]:
    """The body of the master with this credit code, when its kind may introduce; none for an empty code."""
    if not uscc.strip():
        return None, []
    try:
        found = companies.company_row(actor, uscc)
    except Refused as refused:
        return None, list(refused.refusals)
    allowed = rulebook.rule("channels.introducer-kinds", on=timezone.localdate()).value
    if isinstance(allowed, list) and found.kind not in allowed:
        told = f"“{found.name}”的类型不在可登记为引荐人之列"
        return None, [Refusal("channels.kind", told, "请核对企业主档中的类型。", "uscc")]
    return found, []


def kinds(actor: Actor) -> dict[str, str]:
    """Kinds of introducer and their words."""
    return {**dict(companies.kinds()), PERSON: _PERSON_NAME}


def introducer(actor: Actor, code: str) -> IntroducerView:
    """One introducer with the results the actor may see.

    Raises Refused when there is none.
    """
    return _views(actor, [introducer_row(actor, code)])[0]


def find_introducers(
    actor: Actor,
    *,
    text: str = "",
    kind: str = "",
    office: str = "",
    sort: str = "name",
    offset: int = 0,
    limit: int = 50,
) -> IntroducerPage:
    """Introducers by name, unit, title or credit code; ``kind`` is one of ``kinds``, ``sort`` of ``SORTS``, descending
    with a leading minus."""
    found = introducers_visible_to(actor)
    if text:
        named = Q(company__name__contains=text) | Q(company__uscc=text.upper())
        found = found.filter(named | Q(unit__contains=text) | Q(title__contains=text) | Q(code=text))
    if kind:
        found = found.filter(company__isnull=True) if kind == PERSON else found.filter(company__kind=kind)
    if office:
        found = found.filter(office_code=office)
    total = found.count()
    return IntroducerPage(total, _views(actor, _ordered(found, sort)[offset : offset + limit]))


def _ordered(found: QuerySet[Introducer], sort: str) -> QuerySet[Introducer]:
    back, field = sort.startswith("-"), sort.removeprefix("-")
    fields = SORTS.get(field, SORTS["name"])
    return found.order_by(*(f"-{f}" if back else f for f in fields), "pk")


def introducer_choices(actor: Actor, *, limit: int = 500) -> list[tuple[str, str]]:
    """Codes and names for a form, by name."""
    rows = introducers_visible_to(actor).order_by("company__name", "unit", "title")[:limit]
    return [(row.code, str(row)) for row in rows]


def _views(actor: Actor, rows: Iterable[Introducer]) -> list[IntroducerView]:
    found = list(rows)
    names = office_names({r.office_code for r in found})
    words = kinds(actor)
    brought = (
        leads_visible_to(actor)
        .filter(introducer_code__in=[r.code for r in found])
        .values("introducer_code")
        .annotate(
            brought=Count("pk"),
            following=Count("pk", filter=Q(state=LeadState.OPEN)),
            intent=Count("pk", filter=Q(outcome="intent")),
        )
    )
    counts = {
        row["introducer_code"]: {k: int(row[k]) for k in ("brought", "following", "intent")}
        for row in brought
    }
    return [_view(r, names, words, counts.get(r.code, {})) for r in found]


def _view(
    r: Introducer, names: Mapping[str, str], words: Mapping[str, str], counts: Mapping[str, int]
) -> IntroducerView:
    kind = r.company.kind if r.company else PERSON
    return IntroducerView(
        code=r.code,
        name=str(r),
        kind=kind,
        kind_name=words.get(kind, kind),
        uscc=r.company.uscc if r.company else "",
        unit=r.unit,
        title=r.title,
        purpose=r.purpose,
        note=r.note,
        office=r.office_code,
        office_name=names.get(r.office_code, r.office_code),
        added_on=r.added_on,
        brought=counts.get("brought", 0),
        following=counts.get("following", 0),
        intent=counts.get("intent", 0),
    )
