"""What a person can do with projects: one verb, one file, one transaction."""

from zhuchao.projects.flows.add_paper import add_paper
from zhuchao.projects.flows.advance_stage import advance_stage
from zhuchao.projects.flows.ask_opinions import ask_opinions
from zhuchao.projects.flows.give_opinion import give_opinion
from zhuchao.projects.flows.open_project import open_project
from zhuchao.projects.flows.override_stage import override_stage
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.flows.screen_project import screen_project
from zhuchao.projects.flows.set_fields import set_fields
from zhuchao.projects.flows.withdraw_paper import withdraw_paper

__all__ = [
    "add_paper",
    "advance_stage",
    "ask_opinions",
    "give_opinion",
    "open_project",
    "override_stage",
    "refresh_projects",
    "screen_project",
    "set_fields",
    "withdraw_paper",
]
