"""Writing projects."""

from zhuchao.projects.store.acts import act, audit, contact_noted
from zhuchao.projects.store.projects import bring, field_fact, open_project, stage_fact, waiver_fact
from zhuchao.projects.store.screening import let_see, lock, opinion_fact

__all__ = [
    "act",
    "audit",
    "bring",
    "contact_noted",
    "field_fact",
    "let_see",
    "lock",
    "open_project",
    "opinion_fact",
    "stage_fact",
    "waiver_fact",
]
