"""The rows of projects, one file a subject."""

from zhuchao.projects.models.facts import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    FieldFact,
    MoneyFact,
    OpinionFact,
    PaperFact,
    PlanFact,
    ProjectFact,
    StageFact,
    WaiverFact,
)
from zhuchao.projects.models.imports import ImportState, ProjectImport
from zhuchao.projects.models.money import VoucherFile
from zhuchao.projects.models.projects import (
    Project,
    ProjectEngagement,
    ProjectOffice,
    ProjectParty,
    ProjectState,
)

__all__ = [
    "ContractFact",
    "DelayFact",
    "DoneFact",
    "ExitFact",
    "FieldFact",
    "ImportState",
    "MoneyFact",
    "OpinionFact",
    "PaperFact",
    "PlanFact",
    "Project",
    "ProjectEngagement",
    "ProjectFact",
    "ProjectImport",
    "ProjectOffice",
    "ProjectParty",
    "ProjectState",
    "StageFact",
    "VoucherFile",
    "WaiverFact",
]
