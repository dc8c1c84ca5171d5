"""Finding projects: lists, their sums by stage, and what needs somebody's hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from zhuchao.projects.models import Project, ProjectState
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to, row_for
from zhuchao.projects.selectors.views import ProjectPage, ProjectView, views
from zhuchao.terms.actor import Actor

#: What a list may be sorted by.
SORTS = frozenset(
    {
        "name",
        "company_name",
        "office_code",
        "stage_on",
        "opened_on",
        "signed_on",
        "amount_wan",
        "verified_wan",
        "last_contact_on",
        "due",
        "grade",
        "score",
    }
)
_EXACT = (
    "office_code",
    "klass",
    "nature",
    "form",
    "stage",
    "state",
    "grade",
    "chain",
    "uscc",
    "lead_code",
    "import_code",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find. Empty says nothing; ``silent``, ``overdue``, ``unstarted`` (signed and not started) and ``mine`` (the
    actor's own post or office, pursued) narrow further. ``link`` is a link's code, ``chain.link`` where two chains have one
    of that code. ``text`` is part of a name or a whole code: of the project, its investor or its filing (项目代码)."""

    text: str = ""
    office_code: str = ""
    klass: str = ""
    nature: str = ""
    form: str = ""
    stage: str = ""
    state: str = ""
    grade: str = ""
    chain: str = ""
    link: str = ""
    uscc: str = ""
    lead_code: str = ""
    import_code: str = ""
    silent: bool = False
    overdue: bool = False
    unstarted: bool = False
    mine: bool = False


def find_projects(
    actor: Actor, wanted: Wanted | None = None, *, sort: str = "due", offset: int = 0, limit: int = 50
) -> ProjectPage:
    """Projects the actor may see. ``sort`` is a field of ``SORTS``, descending with a leading minus; by ``due`` what is
    to be done first comes first and what is not pursued last."""
    found = matching(actor, wanted or Wanted())
    return ProjectPage(found.count(), views(_ordered(found, sort)[offset : offset + limit]))


def matching(actor: Actor, wanted: Wanted) -> QuerySet[Project]:
    """The rows of ``find_projects``, unordered: lists, sums and exports ask the same."""
    found = projects_visible_to(actor)
    if wanted.text:
        text = wanted.text.strip()
        found = found.filter(
            Q(name__contains=text)
            | Q(company_name__contains=text)
            | Q(code=text.upper())
            | Q(uscc=text.upper())
            | Q(fields__filing_code=text.upper())
        )
    for name in _EXACT:
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.link:
        chain, dot, link = wanted.link.rpartition(".")
        found = found.filter(link=link, **({"chain": chain} if dot else {}))
    return _narrowed(actor, found, wanted)


def _narrowed(actor: Actor, found: QuerySet[Project], wanted: Wanted) -> QuerySet[Project]:
    today = timezone.localdate()
    pursued = Q(state=ProjectState.ACTIVE)
    if wanted.silent:
        last = today - timedelta(days=rules.number("silent-days"))
        found = found.filter(pursued, last_contact_on__lt=last)
    if wanted.overdue:
        found = found.filter(pursued, due__lt=today)
    if wanted.unstarted:
        found = found.filter(signed_on__isnull=False, started_on__isnull=True)
    if wanted.mine:
        found = found.filter(pursued, office_code=actor.home_office, post_code__in={"", actor.post_code})
    return found


def _ordered(found: QuerySet[Project], sort: str) -> QuerySet[Project]:
    field = sort.removeprefix("-")
    if field not in SORTS:
        field = sort = "due"
    if field == "due":
        pursued = Case(
            When(state=ProjectState.ACTIVE, then=F("due")),
            default=Value(None),
            output_field=DateField(),
        )
        order = pursued.asc(nulls_last=True) if sort == field else pursued.desc(nulls_last=True)
        return found.order_by(order, "state", "-last_contact_on", "pk")
    key = F(field).desc(nulls_last=True) if sort.startswith("-") else F(field).asc(nulls_last=True)
    return found.order_by(key, "-pk")


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of the kanban: how many pursued projects stand there, the sum of their contracts (万元), the first few."""

    stage: str
    stage_name: str
    count: int
    amount_wan: Decimal
    cards: Sequence[ProjectView]


def kanban(actor: Actor, wanted: Wanted | None = None, *, each: int = 8) -> list[Column]:
    """Pursued projects by stage. Counts and sums are over all the actor may see, the cards the most pressing."""
    found = matching(actor, wanted or Wanted()).filter(state=ProjectState.ACTIVE)
    sums = {
        row["stage"]: (row["n"], row["total"] or Decimal(0))
        for row in found.values("stage").order_by().annotate(n=Count("pk"), total=Sum("amount_wan"))
    }
    stages = rules.choices("stages")
    rows = [
        row for stage in stages if stage in sums for row in _ordered(found.filter(stage=stage), "due")[:each]
    ]
    cards: dict[str, list[ProjectView]] = {}
    for view in views(rows):
        cards.setdefault(view.stage, []).append(view)
    return [
        Column(stage, name, *sums.get(stage, (0, Decimal(0))), cards.get(stage, []))
        for stage, name in stages.items()
    ]


def project(actor: Actor, code: str) -> ProjectView:
    """One project.

    Raises Refused when the actor may not see it or it does not exist.
    """
    return views([row_for(actor, code)])[0]


def projects_of_company(actor: Actor, uscc: str) -> list[ProjectView]:
    """The projects of one investor that the actor may see, the newest first."""
    return views(projects_visible_to(actor).filter(uscc=uscc).order_by("-opened_on", "-pk")[:50])
