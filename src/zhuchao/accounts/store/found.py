"""Rows by their code, locked until the transaction ends; unknown codes are refused."""

from datetime import date
from typing import TypeVar

from django.db import models

from zhuchao.accounts.models import Office, Person, Post
from zhuchao.terms.refusal import Refusal, Refused

_Row = TypeVar("_Row", bound=models.Model)


def _locked(model: type[_Row], code: str, what: str, field: str) -> _Row:
    row = model._default_manager.select_for_update(of=("self",)).filter(code=code).first()
    if row is None:
        raise Refused(
            Refusal(
                f"accounts.unknown-{field}", f"没有编号为“{code}”的{what}", f"请从{what}列表中选择。", field
            )
        )
    return row


def office(code: str, *, field: str = "office") -> Office:
    """The office; Refused when there is none of that code."""
    return _locked(Office, code, "机构", field)


def living_office(code: str, on: date, *, field: str = "office") -> Office:
    """The office; Refused unless it exists on the day."""
    found = office(code, field=field)
    if found.valid_from > on or (found.valid_to is not None and found.valid_to < on):
        raise Refused(
            Refusal("accounts.office-not-alive", f"“{found.name}”在 {on} 不存续", "请选择存续的机构。", field)
        )
    return found


def living_post(code: str, on: date, *, field: str = "post") -> Post:
    """The post with its office; Refused unless it exists on the day."""
    found = _locked(Post, code, "岗位", field)
    if found.valid_from > on or (found.valid_to is not None and found.valid_to < on):
        raise Refused(
            Refusal(
                "accounts.post-not-alive",
                f"岗位“{found.office.name}{found.name}”在 {on} 不存续",
                "请选择存续的岗位。",
                field,
            )
        )
    return found


def active_person(code: str, *, field: str = "person") -> Person:
    """The person; Refused unless the account is in use."""
    found = _locked(Person, code, "人员", field)
    if not found.is_active:
        raise Refused(
            Refusal("accounts.inactive", f"“{found.name}”的账号已停用", "请选择账号在用的人员。", field)
        )
    return found
