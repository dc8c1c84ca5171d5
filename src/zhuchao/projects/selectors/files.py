"""A project whole: what it is, its fields, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from zhuchao.projects.models import PaperFact
from zhuchao.projects.selectors.projects import row_for
from zhuchao.projects.selectors.timeline import Step, steps, timeline
from zhuchao.projects.selectors.views import ProjectView, views
from zhuchao.terms.actor import Actor

_MOST_PAPERS = 200


@dataclass(frozen=True, slots=True)
class ProjectFile(ProjectView):
    """A project with its ``fields`` (code of ``projects.fields`` → value) and its history, the newest event first."""

    fields: Mapping[str, object]
    history: Sequence[Step]


def project_file(actor: Actor, code: str) -> ProjectFile:
    """One project with everything that happened to it.

    Raises Refused when the actor may not see it or it does not exist.
    """
    row = row_for(actor, code)
    return ProjectFile(**asdict(views([row])[0]), fields=row.fields, history=timeline(actor, code))


def papers_of(actor: Actor, code: str) -> list[Step]:
    """The papers of a project as shown, the newest first, withdrawn ones too.

    Raises Refused when the actor may not see the project.
    """
    project = row_for(actor, code)
    rows = PaperFact.objects.filter(subject=project.code).order_by("-happened_on", "-id")
    return steps(actor, list(rows[:_MOST_PAPERS]))
