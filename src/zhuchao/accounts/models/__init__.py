"""The rows of accounts, one file a subject."""

from zhuchao.accounts.models.desk import Draft, ListColumns, Message, RecentItem, SavedView
from zhuchao.accounts.models.hand_over import HandOver, HandOverFact, HandOverItem
from zhuchao.accounts.models.jobs import Job, JobState
from zhuchao.accounts.models.offices import Office, OfficeKind, OfficeName, OfficeSuccession
from zhuchao.accounts.models.people import Holding, Person, Post
from zhuchao.accounts.models.sessions import LoginSession

__all__ = [
    "Draft",
    "HandOver",
    "HandOverFact",
    "HandOverItem",
    "Holding",
    "Job",
    "JobState",
    "ListColumns",
    "LoginSession",
    "Message",
    "Office",
    "OfficeKind",
    "OfficeName",
    "OfficeSuccession",
    "Person",
    "Post",
    "RecentItem",
    "SavedView",
]
