"""Imports of a 台账: what a file would do, what past ones did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q, QuerySet

from zhuchao.accounts.models import Job, JobState
from zhuchao.documents.tables import Sheet
from zhuchao.ledger.models import Fact, FactState
from zhuchao.projects.engine.intake import Draft, matched
from zhuchao.projects.models import (
    DelayFact,
    DoneFact,
    ExitFact,
    OpinionFact,
    PlanFact,
    Project,
    ProjectEngagement,
    ProjectImport,
)
from zhuchao.projects.models.imports import ImportState
from zhuchao.projects.selectors.held import TABLES
from zhuchao.projects.selectors.import_files import progress_of, rejects_file
from zhuchao.projects.selectors.import_rows import column_names, fault_texts, sort_rows, synonyms
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_SHOWN = 50
#: Tables of facts beside those that tell where a project stands.
OTHER_TABLES: tuple[type[Fact], ...] = (DelayFact, DoneFact, ExitFact, OpinionFact, PlanFact)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken: its number in the file, what it is called and what is wrong."""

    row: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A row that calls the lead office by a name of then (``written``), and the office of today that it means."""

    row: int
    name: str
    written: str
    office: str
    office_name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``new``, ``same`` (known already) and ``rejected`` add up to ``read``; ``unproved`` are
    stages with a date for which the file brings no evidence: they are entered as claims and count only with it; ``renamed``
    are rows whose lead office was recognised by a former name, the first of them in ``former_names``."""

    code: str
    name: str
    headings: tuple[str, ...]
    mapping: Mapping[str, str]
    read: int
    new: int
    same: int
    rejected: int
    unproved: int
    renamed: int
    faults: Sequence[Rejected]
    samples: Sequence[tuple[int, str, str, str]]
    former_names: Sequence[Renamed]


@dataclass(frozen=True, slots=True)
class ImportView:
    """A past import, or one that is being written: ``progress`` in per cent while its ``job`` is under way, None
    otherwise; ``error`` says why the last job wrote nothing."""

    code: str
    name: str
    office: str
    person_name: str
    state: str
    state_name: str
    counts: Mapping[str, int]
    received_at: datetime
    imported_at: datetime | None
    has_rejects: bool
    job: str = ""
    progress: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Some imports and how many there are in all."""

    total: int
    rows: Sequence[ImportView]


def first_mapping(actor: Actor, sheet: Sheet, digest: str) -> dict[str, str]:
    """The mapping this office used for the same headings last time, else by the usual words."""
    last = (
        ProjectImport.objects.filter(office_code=actor.home_office, headings=digest).order_by("-pk").first()
    )
    if last is not None and last.mapping:
        return dict(last.mapping)
    return matched(sheet.headings, synonyms())


def imports_visible_to(actor: Actor) -> QuerySet[ProjectImport]:
    """The imports of the offices the actor sees."""
    # The rejected rows may be many and few ask for them.
    found = ProjectImport.objects.defer("rejected")
    if actor.sees_district:
        return found
    return found.filter(office_code__in=actor.office_codes if actor.is_staff else ())


def import_row(actor: Actor, code: str) -> ProjectImport:
    """The row of an import.

    Raises Refused when there is none that the actor may see.
    """
    found = imports_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("projects.unknown-import", "没有您可查看的这次导入", "请从导入记录中打开。"),
            forbidden=True,
        )
    return found


def find_imports(actor: Actor, *, offset: int = 0, limit: int = 50) -> ImportPage:
    """Past imports, the newest first."""
    found = imports_visible_to(actor)
    rows = list(found.order_by("-pk")[offset : offset + limit])
    jobs = _jobs_of(rows)
    return ImportPage(found.count(), [_view(row, jobs.get(row.job)) for row in rows])


def _jobs_of(rows: Iterable[ProjectImport]) -> dict[str, Job]:
    """The jobs that write those imports that are not written yet. They are shown to whoever sees the import."""
    codes = [row.job for row in rows if row.job and row.state == ImportState.RECEIVED]
    return {job.code: job for job in Job.objects.filter(code__in=codes)} if codes else {}


def _is_under_way(job: Job | None) -> bool:
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)


def is_under_way(run: ProjectImport) -> bool:
    """True while a job is to write the import, or writes it."""
    return _is_under_way(_jobs_of([run]).get(run.job))


def _view(row: ProjectImport, job: Job | None) -> ImportView:
    under_way = _is_under_way(job)
    return ImportView(
        row.code,
        row.name,
        row.office_code,
        row.person_name,
        row.state,
        "正在导入" if under_way else row.get_state_display(),
        row.counts,
        row.received_at,
        row.imported_at,
        bool(row.counts.get("rejected")),
        row.job,
        max(job.progress, progress_of(row.code)) if job and under_way else None,
        job.error if job else "",
    )


def rejects_of(actor: Actor, code: str) -> Path | None:
    """The rejected rows of an import as a workbook; None when it has none.

    Raises Refused when the actor may not see the import.
    """
    return rejects_file(import_row(actor, code))


def done_counts(code: str) -> dict[str, int] | None:
    """What an import counted when it was done; None while it was not, or when it was undone."""
    run = ProjectImport.objects.filter(code=code, state=ImportState.IMPORTED).first()
    return run.counts if run else None


def preview(actor: Actor, code: str, mapping: Mapping[str, str] | None = None) -> Preview:
    """What the import would do by this mapping (the one kept with it when not said).

    Raises Refused when the actor may not see the import or its file cannot be read.
    """
    run = import_row(actor, code)
    by = dict(mapping if mapping is not None else run.mapping)
    found = sort_rows(actor, run, by)
    names = column_names()
    renamed = [_renamed(d, found.offices) for d in found.new if d.office_was]
    return Preview(
        run.code,
        run.name,
        found.sheet.headings,
        by,
        len(found.sheet.rows),
        len(found.new),
        len(found.same),
        len(found.rejected),
        sum(len(d.stages) for d in found.new),
        len(renamed),
        [Rejected(d.row, d.columns.get("name", ""), fault_texts(d, names)) for d in found.rejected[:_SHOWN]],
        [
            (d.row, d.columns["name"], d.columns["company_name"], _office(d, found.offices))
            for d in found.new[:_SHOWN]
        ],
        renamed[:_SHOWN],
    )


def _office(draft: Draft, offices: Mapping[str, str]) -> str:
    code = draft.columns["office_code"]
    return offices.get(code, code)


def _renamed(draft: Draft, offices: Mapping[str, str]) -> Renamed:
    code = draft.columns["office_code"]
    return Renamed(draft.row, draft.columns["name"], draft.office_was, code, _office(draft, offices))


def worked_on_since(run: ProjectImport) -> list[str]:
    """Codes of the import's projects that somebody worked on after it."""
    since = run.imported_at
    codes = Project.objects.filter(import_code=run.code).values("code")
    touched = set(
        Project.objects.filter(import_code=run.code).exclude(version=1).values_list("code", flat=True)
    )
    joined = ProjectEngagement.objects.filter(project__import_code=run.code)
    touched |= set(joined.values_list("project__code", flat=True))
    for model in TABLES + OTHER_TABLES:
        rows = model._default_manager.filter(subject__in=codes)
        judged = FactState.objects.filter(kind=model._meta.db_table, recorded_at__gt=since).values(
            "fact_code"
        )
        later = rows.filter(Q(recorded_at__gt=since) | Q(code__in=judged))
        touched |= set(later.values_list("subject", flat=True))
    return sorted(touched)


def imported_file(sha256: str) -> ProjectImport | None:
    """The import that wrote the projects of this very file, if it stands."""
    return ProjectImport.objects.filter(sha256=sha256, state=ImportState.IMPORTED).first()


def import_view(actor: Actor, code: str) -> ImportView:
    """One import.

    Raises Refused when the actor may not see it.
    """
    run = import_row(actor, code)
    return _view(run, _jobs_of([run]).get(run.job))
