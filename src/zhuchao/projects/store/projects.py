"""Taking a project into the books."""

from collections.abc import Mapping, Sequence
from datetime import date

from zhuchao.ledger.store import Book
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.models import FieldFact, PaperFact, Project, StageFact, WaiverFact
from zhuchao.projects.models.projects import new_project_code
from zhuchao.projects.store.acts import audit

#: Columns that figures select or group by → the ``what`` of their dated facts.
DATED = {
    "office_code": "office",
    "klass": "class",
    "nature": "nature",
    "form": "form",
    "industry_code": "industry",
    "chain": "chain",
    "link": "link",
    "channel": "channel",
    "uscc": "investor",
}


def open_project(
    book: Book,
    *,
    opened_on: date,
    first_stage: str,
    values: Mapping[str, object],
    columns: Mapping[str, str],
    code: str = "",
    demo: bool = False,
    import_code: str = "",
) -> Project:
    """Write a project at the first stage of its route with its dated attributes.

    ``columns`` are the text columns of the row, ``values`` the fields as they are kept.
    """
    project = Project(
        code=code or new_project_code(opened_on),
        stage=first_stage,
        stage_on=opened_on,
        opened_on=opened_on,
        last_contact_on=opened_on,
        fields=dict(values),
        demo=demo,
        import_code=import_code,
        **columns,
    )
    project.save(force_insert=True)
    book.fact(stage_fact(project, first_stage, opened_on))
    for column, what in DATED.items():
        if value := getattr(project, column):
            book.fact(field_fact(project, what, opened_on, value))
    for name, value in values.items():
        book.fact(field_fact(project, name, opened_on, value))
    audit(book, project, "登记项目", {"stage": ["", first_stage], "office_code": ["", project.office_code]})
    return project


def stage_fact(project: Project, stage: str, on: date, **value: object) -> StageFact:
    """That the stage was reached."""
    return StageFact(
        subject=project.code, what=stage, happened_on=on, office_code=project.office_code, value=value
    )


def field_fact(project: Project, what: str, on: date, value: object, *, was: object = None) -> FieldFact:
    """That the field has this value from the day on."""
    return FieldFact(
        subject=project.code,
        what=what,
        happened_on=on,
        office_code=project.office_code,
        value={"v": value} if was is None else {"v": value, "was": was},
    )


def waiver_fact(project: Project, item: str, on: date, stage: str, reason: str) -> WaiverFact:
    """That the stage was passed without the item."""
    return WaiverFact(
        subject=project.code,
        what=item[:40],
        happened_on=on,
        office_code=project.office_code,
        value={"stage": stage, "reason": reason},
    )


def bring(
    book: Book, project: Project, *, on: date, fields: Mapping[str, object], papers: Sequence[Paper]
) -> None:
    """Write the values from the day on and the papers by their own dates."""
    for name, value in fields.items():
        book.fact(field_fact(project, name, on, value, was=project.fields.get(name)))
    for paper in papers:
        book.fact(
            PaperFact(
                subject=project.code,
                what=paper.kind,
                happened_on=paper.dated,
                office_code=project.office_code,
                value={k: v for k, v in (("number", paper.number), ("note", paper.note)) if v},
                evidence=[paper.sha256] if paper.sha256 else [],
            )
        )
