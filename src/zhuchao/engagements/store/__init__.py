"""Writing leads, their shares, introducers and agency contracts."""

from zhuchao.engagements.store import channels, claims, progress, shares
from zhuchao.engagements.store.leads import (
    assign,
    close,
    close_as_project,
    judge,
    open_lead,
    record_answer,
)
from zhuchao.engagements.store.progress import touch_lead

__all__ = [
    "assign",
    "channels",
    "claims",
    "close",
    "close_as_project",
    "judge",
    "open_lead",
    "progress",
    "record_answer",
    "shares",
    "touch_lead",
]
