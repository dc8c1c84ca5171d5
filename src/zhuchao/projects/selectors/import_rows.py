"""The rows of a 台账: how its file is read, what each row says, and what is known of it already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.selectors.names_borne import names_of_offices
from zhuchao.documents.tables import ReadLimits, Sheet, read_sheet
from zhuchao.documents.workbooks import Limits
from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.intake import Draft, Fault, Known, plain_heading, read_row
from zhuchao.projects.models import ContractFact, Project, ProjectImport
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.import_files import file_of
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden
from zhuchao.terms.words import normalise_name


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file: those to be written, those known already, those that cannot be taken. ``offices`` is code →
    name of the offices of today."""

    sheet: Sheet
    new: Sequence[Draft]
    same: Sequence[Draft]
    rejected: Sequence[Draft]
    offices: Mapping[str, str]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind: ``read``, ``inserted``, ``same``, ``rejected``."""
        kinds = {"inserted": self.new, "same": self.same, "rejected": self.rejected}
        return {"read": len(self.sheet.rows)} | {kind: len(rows) for kind, rows in kinds.items()}


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


def known_of(actor: Actor) -> Known:
    """What rows are read against today."""
    lists = {
        "klass": rules.choices("classes"),
        "nature": rules.choices("natures"),
        "form": rules.choices("forms"),
        "stages": rules.choices("stages"),
        "exit-reasons": rules.choices("exit-reasons"),
    }
    return Known(
        lists,
        rules.field_specs(),
        names_of_offices(actor),
        actor.home_office,
        lambda office: rights.may_open(actor, office),
        timezone.localdate(),
    )


def is_large(run: ProjectImport) -> bool:
    """Whether the file has more rows than are written while somebody waits."""
    return int(run.counts.get("read", 0)) > import_limits()[2]


def rows_to_write(
    actor: Actor, run: ProjectImport, mapping: Mapping[str, str], *, leave_rejected: bool
) -> Sorted:
    """The rows of the file read by the mapping, of which there are some to write.

    Raises Refused when the actor may not import for the office, a row is wrong and it was not said that such are left
    aside, or nothing is new.
    """
    if not rights.may_open(actor, run.office_code):
        raise forbidden("projects.open-right", "您不能导入该单位的项目台账")
    found = sort_rows(actor, run, mapping)
    if found.rejected and not leave_rejected:
        raise Refused(
            Refusal(
                "projects.import-rejected",
                f"有 {len(found.rejected)} 行不能导入",
                "请改正后重新上传，或选择“只导入合格的行”。",
                "leave_rejected",
                "整批导入，要么全部写入，要么一行不写",
            )
        )
    if not found.new:
        raise Refused(
            Refusal(
                "projects.import-nothing",
                "没有可以新增的项目",
                "已有的项目不会重复登记，请核对文件。",
                "file",
            )
        )
    return found


def rejected_rows(found: Sorted) -> dict[str, Any]:
    """The rejected rows as they are kept: the file's headings, and of each row its number, its cells and what is wrong."""
    names, cells = column_names(), dict(found.sheet.rows)
    rows = [(d.row, cells[d.row], "；".join(fault_texts(d, names))) for d in found.rejected]
    return {"headings": found.sheet.headings, "rows": rows} if rows else {}


def fault_texts(draft: Draft, names: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with a row, each with the name of its column."""
    return tuple(f"{names.get(f.column, f.column)}：{f.reason}" for f in draft.faults)


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
    return _sorted(sheet, drafts, known.offices.present)


def _sorted(sheet: Sheet, drafts: Sequence[Draft], offices: Mapping[str, str]) -> Sorted:
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
    return Sorted(sheet, new, same, rejected, offices)


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
    codes = {c for few in _few(given) for (c,) in Project.objects.filter(code__in=few).values_list("code")}
    keys = set()
    rows = Project.objects.values_list("name", "uscc", "company_name", "fields")
    for name, uscc, company, fields in rows.iterator(chunk_size=5000):
        plain = normalise_name(name)
        keys |= {(plain, normalise_name(company)), (plain, uscc or "-")}
        if filing := fields.get("filing_code"):
            keys.add(("filing", str(filing)))
    numbers = {d.contract_number for d in drafts if d.contract_number}
    facts = known_facts(SYSTEM, ContractFact)
    return (
        codes,
        keys,
        {n for few in _few(numbers) for (n,) in facts.filter(number__in=few).values_list("number")},
    )


def _few(told: Iterable[str]) -> Iterable[list[str]]:
    """As many at a time as a question to a database may hold."""
    rest = iter(told)
    while some := list(islice(rest, 5000)):
        yield some


def known_now(drafts: Sequence[Draft]) -> int:
    """How many of the drafts are projects in the books by now."""
    codes, keys, _ = _known_projects(drafts)
    return sum(d.code in codes or not keys.isdisjoint(d.keys) for d in drafts)
