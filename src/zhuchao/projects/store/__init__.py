"""Writing projects."""

from zhuchao.projects.store.acts import act, audit, contact_noted
from zhuchao.projects.store.projects import bring, field_fact, open_project, stage_fact, waiver_fact

__all__ = [
    "act",
    "audit",
    "bring",
    "contact_noted",
    "field_fact",
    "open_project",
    "stage_fact",
    "waiver_fact",
]
