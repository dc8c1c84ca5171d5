"""The rows of engagements, one file a subject."""

from zhuchao.engagements.models.leads import Lead, LeadEvent, LeadFact, LeadState

__all__ = ["Lead", "LeadEvent", "LeadFact", "LeadState"]
