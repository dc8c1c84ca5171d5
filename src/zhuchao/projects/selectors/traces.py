"""What projects tell of companies to the page of a target: who leads a project of the investor, and how far it is."""

from collections.abc import Sequence

from zhuchao.chains.engine.brief import Trace
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.projects.selectors.views import views
from zhuchao.terms.actor import Actor

_MOST = 30


def company_traces(actor: Actor, usccs: Sequence[str]) -> list[tuple[str, Trace]]:
    """The projects of these companies that the actor may see, the newest first, each beside its investor's code."""
    found = projects_visible_to(actor).filter(uscc__in=usccs).order_by("-opened_on", "-pk")[:_MOST]
    return [
        (
            project.uscc,
            Trace(
                "project",
                project.stage_on or project.opened_on,
                f"项目“{project.name}”，{project.office_name}牵头，{project.stage_name}",
                "projects:detail",
                project.code,
            ),
        )
        for project in views(found)
    ]
