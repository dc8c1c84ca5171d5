"""A project whole: what it is, its fields, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from zhuchao.projects.models import PaperFact
from zhuchao.projects.selectors.timeline import Step, steps_of, timeline_of
from zhuchao.projects.selectors.views import ProjectView, views
from zhuchao.projects.selectors.whole import Whole, whole
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
    its = whole(actor, code)
    return ProjectFile(**asdict(views([its.project])[0]), fields=its.project.fields, history=timeline_of(its))


def papers_of(its: Whole) -> list[Step]:
    """The papers of a project as shown, the newest first, withdrawn ones too."""
    return steps_of(its, its.history.rows[PaperFact][::-1][:_MOST_PAPERS])
