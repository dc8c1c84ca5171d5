"""Writing what was thought of a project before it is signed."""

from collections.abc import Mapping
from datetime import date

from zhuchao.projects.models import OpinionFact, Project, ProjectOffice


def opinion_fact(project: Project, what: str, on: date, value: Mapping[str, object]) -> OpinionFact:
    """A score, a question to an office or its answer."""
    return OpinionFact(
        subject=project.code,
        what=what,
        happened_on=on,
        office_code=project.office_code,
        value=dict(value),
    )


def let_see(project: Project, office: str, *, role: str) -> None:
    """The office sees the project from now on; one that sees it already stays as it is."""
    if office != project.office_code:
        ProjectOffice.objects.get_or_create(project=project, office_code=office, defaults={"role": role})


def lock(project: Project) -> None:
    """Hold the project's row until the transaction ends, so that two answers queue."""
    Project.objects.select_for_update().get(pk=project.pk)
