"""Writing leads."""

from zhuchao.engagements.store.leads import assign, close, judge, open_lead, record_answer

__all__ = ["assign", "close", "judge", "open_lead", "record_answer"]
