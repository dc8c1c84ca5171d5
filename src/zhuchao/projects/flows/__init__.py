"""What a person can do with projects: one verb, one file, one transaction."""

from zhuchao.projects.flows.add_paper import add_paper
from zhuchao.projects.flows.advance_stage import advance_stage
from zhuchao.projects.flows.amend_contract import amend_contract
from zhuchao.projects.flows.ask_opinions import ask_opinions
from zhuchao.projects.flows.assign_project import assign_project
from zhuchao.projects.flows.correct_stage import correct_stage
from zhuchao.projects.flows.end_contract import end_contract
from zhuchao.projects.flows.end_delay import end_delay
from zhuchao.projects.flows.explain_check import explain_check
from zhuchao.projects.flows.give_opinion import give_opinion
from zhuchao.projects.flows.import_ledger import import_ledger
from zhuchao.projects.flows.judge_fact import judge_fact
from zhuchao.projects.flows.leave_project import leave_project
from zhuchao.projects.flows.link_engagement import link_engagement
from zhuchao.projects.flows.move_plan import move_plan
from zhuchao.projects.flows.note_delay import note_delay
from zhuchao.projects.flows.open_from_lead import open_from_lead
from zhuchao.projects.flows.open_project import open_project
from zhuchao.projects.flows.override_stage import override_stage
from zhuchao.projects.flows.place_project import place_project
from zhuchao.projects.flows.reassign_projects import reassign_projects
from zhuchao.projects.flows.receive_ledger import receive_ledger
from zhuchao.projects.flows.record_contract import record_contract
from zhuchao.projects.flows.record_money import record_money
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.projects.flows.resume_project import resume_project
from zhuchao.projects.flows.screen_project import screen_project
from zhuchao.projects.flows.set_assisting import set_assisting
from zhuchao.projects.flows.set_fields import set_fields
from zhuchao.projects.flows.set_plan import set_plan
from zhuchao.projects.flows.settle_plan import settle_plan
from zhuchao.projects.flows.start_import import start_import
from zhuchao.projects.flows.step_back import step_back
from zhuchao.projects.flows.undo_import import undo_import
from zhuchao.projects.flows.withdraw_paper import withdraw_paper
from zhuchao.projects.store.holdings import of_company

__all__ = [
    "add_paper",
    "advance_stage",
    "amend_contract",
    "ask_opinions",
    "assign_project",
    "correct_stage",
    "end_contract",
    "end_delay",
    "explain_check",
    "give_opinion",
    "import_ledger",
    "judge_fact",
    "leave_project",
    "link_engagement",
    "move_plan",
    "note_delay",
    "of_company",
    "open_from_lead",
    "open_project",
    "override_stage",
    "place_project",
    "reassign_projects",
    "receive_ledger",
    "record_contract",
    "record_money",
    "refresh_projects",
    "resume_project",
    "screen_project",
    "set_assisting",
    "set_fields",
    "set_plan",
    "settle_plan",
    "start_import",
    "step_back",
    "undo_import",
    "withdraw_paper",
]
