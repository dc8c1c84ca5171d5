"""Which meetings a project is joined to, and which projects a meeting was about."""

from datetime import date
from typing import Any

from zhuchao.engagements import selectors as engagements
from zhuchao.engagements.selectors import EngagementView
from zhuchao.projects.models import Project, ProjectEngagement
from zhuchao.projects.selectors.projects import projects_visible_to, row_for
from zhuchao.projects.selectors.views import ProjectView, views
from zhuchao.terms.actor import Actor

_MOST = 30


def engagement_day(actor: Actor, engagement: str) -> date | None:
    """The day a meeting was held, None while it is planned.

    Raises Refused when the actor sees no such meeting.
    """
    return engagements.engagement_row(actor, engagement).held_on


def joined(actor: Actor, code: str) -> list[EngagementView]:
    """The meetings of a project that the actor may see, the newest first.

    Raises Refused when the actor may not see the project.
    """
    return joined_to(actor, row_for(actor, code))


def joined_to(actor: Actor, project: Project) -> list[EngagementView]:
    """The same of a row that the actor was found to see."""
    codes = project.engagements.order_by("-pk").values_list("engagement_code", flat=True)
    return list(engagements.find_engagements(actor, codes=list(codes[:_MOST]), limit=_MOST).rows)


def may_be_joined(actor: Actor, code: str) -> list[EngagementView]:
    """The meetings that the actor sees and that may have been about the project: with its investor, of the lead it came
    from, or the latest of the actor's own office; those joined already are left out."""
    project = row_for(actor, code)
    asked: list[dict[str, Any]] = [{"lead": project.lead_code}] if project.lead_code else []
    if project.uscc:
        asked.append({"uscc": project.uscc})
    asked.append({"office": actor.home_office})
    there = set(project.engagements.values_list("engagement_code", flat=True))
    found = {
        row.code: row
        for each in asked
        for row in engagements.find_engagements(actor, limit=_MOST, **each).rows
        if row.code not in there
    }
    return list(found.values())


def projects_of_engagement(actor: Actor, engagement: str) -> list[ProjectView]:
    """The projects a meeting was about, as far as the actor sees them."""
    about = ProjectEngagement.objects.filter(engagement_code=engagement).values("project")
    return views(projects_visible_to(actor).filter(pk__in=about).order_by("pk")[:_MOST])
