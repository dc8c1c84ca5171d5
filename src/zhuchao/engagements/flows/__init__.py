"""What a person can do with leads: one verb, one file, one transaction."""

from zhuchao.engagements.flows.answer_lead import answer_lead
from zhuchao.engagements.flows.assign_lead import assign_lead
from zhuchao.engagements.flows.close_lead import close_lead
from zhuchao.engagements.flows.judge_fact import judge_fact
from zhuchao.engagements.flows.judge_lead import judge_lead
from zhuchao.engagements.flows.open_lead import open_lead
from zhuchao.engagements.flows.reassign_leads import reassign_leads

__all__ = [
    "answer_lead",
    "assign_lead",
    "close_lead",
    "judge_fact",
    "judge_lead",
    "open_lead",
    "reassign_leads",
]
