"""The rows of accounts, one file a subject."""

from zhuchao.accounts.models.offices import Office, OfficeKind, OfficeSuccession
from zhuchao.accounts.models.people import Holding, Person, Post

__all__ = ["Holding", "Office", "OfficeKind", "OfficeSuccession", "Person", "Post"]
