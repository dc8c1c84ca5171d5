"""An act on a project: one conditional update of its version, so that of two people who saw the same state one wins."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F

from zhuchao import rulebook
from zhuchao.ledger.store import Book
from zhuchao.projects.models import Project
from zhuchao.terms.refusal import Refusal, Refused


def act(
    book: Book,
    project: Project,
    verb: str,
    *,
    on: date,
    changes: Mapping[str, Sequence[object]] | None = None,
    **columns: object,
) -> None:
    """Take the next version of the project as it was read, set ``columns`` and write down who did what.

    ``on`` is the day of what happened; the newest such day is the project's last sign of life. Raises Refused
    when somebody else acted on the project since it was read.
    """
    newest = max(project.last_contact_on, on)
    changed = Project.objects.filter(pk=project.pk, version=project.version).update(
        version=F("version") + 1, last_contact_on=newest, **columns
    )
    if changed != 1:
        raise _meanwhile(project)
    project.version += 1
    project.last_contact_on = newest
    for name, value in columns.items():
        setattr(project, name, value)
    audit(book, project, verb, changes)


def audit(
    book: Book, project: Project, verb: str, changes: Mapping[str, Sequence[object]] | None = None
) -> None:
    """Write down who did what to the project."""
    book.audit(
        verb,
        f"project:{project.code}",
        project.name,
        changes=changes,
        office=project.office_code,
        rule_version=rulebook.version(),
    )


def contact_noted(project: Project, on: date) -> None:
    """The project showed a sign of life on that day, without taking a version: visits do not stop an officer's form."""
    Project.objects.filter(pk=project.pk, last_contact_on__lt=on).update(last_contact_on=on)


def _meanwhile(project: Project) -> Refused:
    now = Project.objects.get(pk=project.pk)
    names = rulebook.rule("projects.stages", on=now.opened_on).value
    assert isinstance(names, Mapping)
    return Refused(
        Refusal(
            "projects.changed-meanwhile",
            f"项目“{project.name}”刚被他人办理：现为“{names.get(now.stage, now.stage)}”，{now.get_state_display()}",
            "请刷新后按现状办理。",
        )
    )
