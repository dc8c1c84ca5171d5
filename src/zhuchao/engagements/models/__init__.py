"""The rows of engagements, one file a subject."""

from zhuchao.engagements.models.channels import (
    AgencyContract,
    AgencyEvent,
    AgencyFact,
    AgencyVoucher,
    ContractState,
    Introducer,
)
from zhuchao.engagements.models.leads import Lead, LeadEvent, LeadFact, LeadState
from zhuchao.engagements.models.meetings import (
    Engagement,
    EngagementFact,
    Event,
    EventFact,
    FollowUp,
    MeetingState,
)
from zhuchao.engagements.models.shares import LeadShare, ProposalState, ShareProposal

__all__ = [
    "AgencyContract",
    "AgencyEvent",
    "AgencyFact",
    "AgencyVoucher",
    "ContractState",
    "Engagement",
    "EngagementFact",
    "Event",
    "EventFact",
    "FollowUp",
    "Introducer",
    "Lead",
    "LeadEvent",
    "LeadFact",
    "LeadShare",
    "LeadState",
    "MeetingState",
    "ProposalState",
    "ShareProposal",
]
