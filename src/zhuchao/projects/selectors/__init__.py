"""What is read about projects, for whom."""

from zhuchao.projects.selectors.acts import (
    any_fact_of,
    fact_of,
    lacking,
    not_pursued,
    paper_faults,
    stage_faults,
    still_missing,
)
from zhuchao.projects.selectors.files import ProjectFile, papers_of, project_file
from zhuchao.projects.selectors.find import (
    Column,
    Wanted,
    find_projects,
    kanban,
    project,
    projects_of_company,
)
from zhuchao.projects.selectors.leads import lead_refusal
from zhuchao.projects.selectors.links import (
    engagement_day,
    joined,
    joined_to,
    may_be_joined,
    projects_of_engagement,
)
from zhuchao.projects.selectors.missing import MissingItem, StageNeeds, missing_for_next, missing_of
from zhuchao.projects.selectors.projects import (
    assisting,
    may_work,
    office_faults,
    post_stands,
    project_names,
    projects_visible_to,
    pursued_rows,
    row_for,
    same_project,
    shares,
)
from zhuchao.projects.selectors.rules import choices, details, field_specs, first_fields, numbers, route
from zhuchao.projects.selectors.timeline import Step, step, timeline, timeline_of
from zhuchao.projects.selectors.views import ProjectPage, ProjectView, views
from zhuchao.projects.selectors.whole import Whole, whole

__all__ = [
    "Column",
    "MissingItem",
    "ProjectFile",
    "ProjectPage",
    "ProjectView",
    "StageNeeds",
    "Step",
    "Wanted",
    "Whole",
    "any_fact_of",
    "assisting",
    "choices",
    "details",
    "engagement_day",
    "fact_of",
    "field_specs",
    "find_projects",
    "first_fields",
    "joined",
    "joined_to",
    "kanban",
    "lacking",
    "lead_refusal",
    "may_be_joined",
    "may_work",
    "missing_for_next",
    "missing_of",
    "not_pursued",
    "numbers",
    "office_faults",
    "paper_faults",
    "papers_of",
    "post_stands",
    "project",
    "project_file",
    "project_names",
    "projects_of_company",
    "projects_of_engagement",
    "projects_visible_to",
    "pursued_rows",
    "route",
    "row_for",
    "same_project",
    "shares",
    "stage_faults",
    "step",
    "still_missing",
    "timeline",
    "timeline_of",
    "views",
    "whole",
]
