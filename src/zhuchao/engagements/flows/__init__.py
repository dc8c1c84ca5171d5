"""What a person can do with leads, channels and introducers: one verb, one file, one transaction."""

from zhuchao.engagements.flows.accept_share import accept_share
from zhuchao.engagements.flows.add_dissent import (
    add_dissent,
)
from zhuchao.engagements.flows.add_introducer import add_introducer
from zhuchao.engagements.flows.answer_lead import answer_lead
from zhuchao.engagements.flows.ask_experts import ask_experts
from zhuchao.engagements.flows.assign_lead import assign_lead
from zhuchao.engagements.flows.attach_paper import attach_paper
from zhuchao.engagements.flows.cancel_engagement import (
    cancel_engagement,
)
from zhuchao.engagements.flows.cancel_event import (
    cancel_event,
)
from zhuchao.engagements.flows.close_follow_up import (
    close_follow_up,
)
from zhuchao.engagements.flows.close_lead import close_lead
from zhuchao.engagements.flows.correct_introducer import correct_introducer
from zhuchao.engagements.flows.correct_origin import correct_origin
from zhuchao.engagements.flows.declare_interest import declare_interest
from zhuchao.engagements.flows.decline_share import decline_share
from zhuchao.engagements.flows.end_agency_contract import end_agency_contract
from zhuchao.engagements.flows.feed_back_lead import feed_back_lead
from zhuchao.engagements.flows.hold_engagement import (
    hold_engagement,
)
from zhuchao.engagements.flows.hold_event import (
    hold_event,
)
from zhuchao.engagements.flows.introduce_lead import introduce_lead
from zhuchao.engagements.flows.judge_fact import judge_fact
from zhuchao.engagements.flows.judge_lead import judge_lead
from zhuchao.engagements.flows.judge_meeting import (
    judge_meeting,
)
from zhuchao.engagements.flows.name_contacts import name_contacts
from zhuchao.engagements.flows.open_lead import open_lead
from zhuchao.engagements.flows.plan_engagement import (
    plan_engagement,
)
from zhuchao.engagements.flows.plan_event import (
    plan_event,
)
from zhuchao.engagements.flows.propose_share import propose_share
from zhuchao.engagements.flows.reassign_follow_ups import (
    reassign_follow_ups,
)
from zhuchao.engagements.flows.reassign_leads import reassign_leads
from zhuchao.engagements.flows.record_agency_payment import record_agency_payment
from zhuchao.engagements.flows.record_decision import (
    record_decision,
)
from zhuchao.engagements.flows.release_lapsed_claim import release_lapsed_claim
from zhuchao.engagements.flows.report_lead import report_lead
from zhuchao.engagements.flows.set_agenda import set_agenda
from zhuchao.engagements.flows.set_follow_up import (
    set_follow_up,
)
from zhuchao.engagements.flows.sign_agency_contract import sign_agency_contract
from zhuchao.engagements.store.holdings import of_company

__all__ = [
    "accept_share",
    "add_dissent",
    "add_introducer",
    "answer_lead",
    "ask_experts",
    "assign_lead",
    "attach_paper",
    "cancel_engagement",
    "cancel_event",
    "close_follow_up",
    "close_lead",
    "correct_introducer",
    "correct_origin",
    "declare_interest",
    "decline_share",
    "end_agency_contract",
    "feed_back_lead",
    "hold_engagement",
    "hold_event",
    "introduce_lead",
    "judge_fact",
    "judge_lead",
    "judge_meeting",
    "name_contacts",
    "of_company",
    "open_lead",
    "plan_engagement",
    "plan_event",
    "propose_share",
    "reassign_follow_ups",
    "reassign_leads",
    "record_agency_payment",
    "record_decision",
    "release_lapsed_claim",
    "report_lead",
    "set_agenda",
    "set_follow_up",
    "sign_agency_contract",
]
