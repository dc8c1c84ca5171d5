"""What is read about projects, for whom."""

from zhuchao.projects.selectors.acts import (
    fact_of,
    lacking,
    not_pursued,
    paper_faults,
    stage_faults,
    still_missing,
)
from zhuchao.projects.selectors.missing import MissingItem, StageNeeds, missing_for_next
from zhuchao.projects.selectors.projects import (
    assisting,
    may_work,
    office_faults,
    project_names,
    projects_visible_to,
    row_for,
    same_project,
)
from zhuchao.projects.selectors.rules import choices, details, field_specs, numbers, route

__all__ = [
    "MissingItem",
    "StageNeeds",
    "assisting",
    "choices",
    "details",
    "fact_of",
    "field_specs",
    "lacking",
    "may_work",
    "missing_for_next",
    "not_pursued",
    "numbers",
    "office_faults",
    "paper_faults",
    "project_names",
    "projects_visible_to",
    "route",
    "row_for",
    "same_project",
    "stage_faults",
    "still_missing",
]
