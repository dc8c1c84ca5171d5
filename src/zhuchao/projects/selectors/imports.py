"""Imports of a 台账: what a file would do, what past ones did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.models import Office
from zhuchao.documents.tables import ReadLimits, Sheet, read_sheet
from zhuchao.documents.workbooks import Limits
from zhuchao.ledger.models import Fact, FactState
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.intake import Draft, Fault, Known, matched, plain_heading, read_row
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    OpinionFact,
    PlanFact,
    Project,
    ProjectEngagement,
    ProjectImport,
)
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.held import TABLES
from zhuchao.projects.selectors.import_files import file_of
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name

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
class Preview:
    """What an import would do. ``new``, ``same`` (known already) and ``rejected`` add up to ``read``; ``unproved`` are
    stages with a date for which the file brings no evidence: they are entered as claims and count only with it."""

    code: str
    name: str
    headings: tuple[str, ...]
    mapping: Mapping[str, str]
    read: int
    new: int
    same: int
    rejected: int
    unproved: int
    faults: Sequence[Rejected]
    samples: Sequence[tuple[int, str, str, str]]


@dataclass(frozen=True, slots=True)
class ImportView:
    """A past import."""

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


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Some imports and how many there are in all."""

    total: int
    rows: Sequence[ImportView]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file: those to be written, those known already, those that cannot be taken."""

    sheet: Sheet
    new: Sequence[Draft]
    same: Sequence[Draft]
    rejected: Sequence[Draft]


def import_limits() -> tuple[ReadLimits, int, int]:
    """How a file is read, the most bytes of it, and up to how many rows it is imported at once."""
    value: Any = rulebook.rule("projects.import-limits", on=timezone.localdate()).value
    workbook = Limits(value["unpacked_mb"], value["ratio"], value["ratio_from_mb"], value["members"])
    reading = ReadLimits(workbook, value["rows"], value["valid_utf8_characters"])
    return reading, value["max_mb"] * 2**20, value["at_once_rows"]


def synonyms() -> dict[str, list[str]]:
    """Column → the headings under which it usually stands."""
    value: Any = rulebook.rule("projects.import-columns", on=timezone.localdate()).value
    return {column: list(words) for column, words in value.items()}


def column_names() -> dict[str, str]:
    """Column → what it is called, by its first synonym."""
    return {column: words[0] for column, words in synonyms().items()}


def sheet_of(code: str) -> Sheet:
    """The table of an import's file."""
    known = {word for words in synonyms().values() for word in words}
    return read_sheet(file_of(code), import_limits()[0], is_heading=lambda cell: plain_heading(cell) in known)


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
    if actor.sees_district:
        return ProjectImport.objects.all()
    return ProjectImport.objects.filter(office_code__in=actor.office_codes if actor.is_staff else ())


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
    rows = found.order_by("-pk")[offset : offset + limit]
    return ImportPage(found.count(), [_view(row) for row in rows])


def _view(row: ProjectImport) -> ImportView:
    return ImportView(
        row.code,
        row.name,
        row.office_code,
        row.person_name,
        row.state,
        row.get_state_display(),
        row.counts,
        row.received_at,
        row.imported_at,
        bool(row.counts.get("rejected")),
    )


def known_of(actor: Actor) -> Known:
    """What rows are read against today."""
    lists = {
        "klass": rules.choices("classes"),
        "nature": rules.choices("natures"),
        "form": rules.choices("forms"),
        "stages": rules.choices("stages"),
        "exit-reasons": rules.choices("exit-reasons"),
    }
    offices: dict[str, str] = {}
    for code, name in Office.objects.filter(valid_to__isnull=True).values_list("code", "name"):
        offices |= {code: code, name: code}
    return Known(
        lists,
        rules.field_specs(),
        offices,
        actor.home_office,
        lambda office: rights.may_open(actor, office),
        timezone.localdate(),
    )


def sort_rows(actor: Actor, run: ProjectImport, mapping: Mapping[str, str]) -> Sorted:
    """Every row of the file read by the mapping (column → heading), set beside what is known."""
    sheet = sheet_of(run.code)
    places = {column: sheet.headings.index(h) for column, h in mapping.items() if h in sheet.headings}
    fixed = {column: h[1:] for column, h in mapping.items() if h.startswith("=")}
    known = known_of(actor)
    drafts = [
        read_row(number, {c: cells[i] for c, i in places.items()} | fixed, mapping, known)
        for number, cells in sheet.rows
    ]
    return sorted_rows(sheet, drafts)


def sorted_rows(sheet: Sheet, drafts: Sequence[Draft]) -> Sorted:
    """The drafts set beside the projects that are known now."""
    codes, keys, numbers = _known_projects(drafts)
    new, same, rejected = [], [], []
    seen: dict[tuple[str, str], int] = {}
    for draft in drafts:
        if draft.faults:
            rejected.append(draft)
        elif draft.code in codes or not keys.isdisjoint(draft.keys):
            same.append(draft)
        elif fault := _stands_against(draft, seen, numbers):
            draft.faults.append(fault)
            rejected.append(draft)
        else:
            seen |= dict.fromkeys(draft.keys, draft.row)
            if draft.contract_number:
                numbers.add(draft.contract_number)
            new.append(draft)
    return Sorted(sheet, new, same, rejected)


def _stands_against(draft: Draft, seen: Mapping[tuple[str, str], int], numbers: set[str]) -> Fault | None:
    if draft.code:
        return Fault("code", f"没有编号为“{draft.code[:20]}”的项目。新项目请留空，由系统编号")
    if row := next((seen[key] for key in draft.keys if key in seen), 0):
        return _twice(row)
    if draft.contract_number and draft.contract_number in numbers:
        return Fault("contract_number", f"合同编号“{draft.contract_number[:30]}”已有其他项目使用。请核对")
    return None


def _twice(row: int) -> Fault:
    return Fault("name", f"与第 {row} 行是同一项目（名称与投资方相同）。请合并成一行")


def _known_projects(
    drafts: Sequence[Draft],
) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """Codes and keys of projects already in the books that the drafts may mean, whichever office has them, and the
    numbers of contracts that are taken."""
    given = {d.code for d in drafts if d.code}
    codes = set(Project.objects.filter(code__in=given).values_list("code", flat=True)) if given else set()
    keys = set()
    rows = Project.objects.values_list("name", "uscc", "company_name", "fields")
    for name, uscc, company, fields in rows.iterator(chunk_size=5000):
        plain = normalise_name(name)
        keys |= {(plain, normalise_name(company)), (plain, uscc or "-")}
        if filing := fields.get("filing_code"):
            keys.add(("filing", str(filing)))
    numbers = {d.contract_number for d in drafts if d.contract_number}
    taken = known_facts(SYSTEM, ContractFact).filter(number__in=numbers) if numbers else None
    return codes, keys, set(taken.values_list("number", flat=True)) if taken is not None else set()


def known_now(drafts: Sequence[Draft]) -> int:
    """How many of the drafts are projects in the books by now."""
    codes, keys, _ = _known_projects(drafts)
    return sum(d.code in codes or not keys.isdisjoint(d.keys) for d in drafts)


def preview(actor: Actor, code: str, mapping: Mapping[str, str] | None = None) -> Preview:
    """What the import would do by this mapping (the one kept with it when not said).

    Raises Refused when the actor may not see the import or its file cannot be read.
    """
    run = import_row(actor, code)
    by = dict(mapping if mapping is not None else run.mapping)
    found = sort_rows(actor, run, by)
    names = column_names()
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
        [Rejected(d.row, d.columns.get("name", ""), fault_texts(d, names)) for d in found.rejected[:_SHOWN]],
        [
            (d.row, d.columns["name"], d.columns["company_name"], d.columns["office_code"])
            for d in found.new[:_SHOWN]
        ],
    )


def fault_texts(draft: Draft, names: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with a row, each with the name of its column."""
    return tuple(f"{names.get(f.column, f.column)}：{f.reason}" for f in draft.faults)


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
    return ProjectImport.objects.filter(sha256=sha256, state="imported").first()


def import_view(actor: Actor, code: str) -> ImportView:
    """One import.

    Raises Refused when the actor may not see it.
    """
    return _view(import_row(actor, code))
