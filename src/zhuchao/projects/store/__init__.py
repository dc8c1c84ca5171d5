"""Writing projects."""

from zhuchao.projects.store.acts import act, audit, contact_noted
from zhuchao.projects.store.contracts import contract_fact, sign
from zhuchao.projects.store.exits import leave
from zhuchao.projects.store.money import record_voucher
from zhuchao.projects.store.owners import assign, join, place, set_shares, share_from_lead
from zhuchao.projects.store.plans import delay_fact, done_fact, new_item, plan_fact
from zhuchao.projects.store.projects import bring, field_fact, open_project, stage_fact, waiver_fact
from zhuchao.projects.store.screening import let_see, lock, opinion_fact

__all__ = [
    "act",
    "assign",
    "audit",
    "bring",
    "contact_noted",
    "contract_fact",
    "delay_fact",
    "done_fact",
    "field_fact",
    "join",
    "leave",
    "let_see",
    "lock",
    "new_item",
    "open_project",
    "opinion_fact",
    "place",
    "plan_fact",
    "record_voucher",
    "set_shares",
    "share_from_lead",
    "sign",
    "stage_fact",
    "waiver_fact",
]
