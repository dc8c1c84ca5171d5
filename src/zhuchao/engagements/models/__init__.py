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
from zhuchao.engagements.models.shares import LeadShare, ProposalState, ShareProposal

__all__ = [
    "AgencyContract",
    "AgencyEvent",
    "AgencyFact",
    "AgencyVoucher",
    "ContractState",
    "Introducer",
    "Lead",
    "LeadEvent",
    "LeadFact",
    "LeadShare",
    "LeadState",
    "ProposalState",
    "ShareProposal",
]
