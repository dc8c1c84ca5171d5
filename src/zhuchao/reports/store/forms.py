"""Writing the superior's forms and the versions of their mappings."""

from typing import Any

from zhuchao.ledger.store import Book
from zhuchao.reports.models import FormMapping, FormTemplate
from zhuchao.terms.refusal import Refusal, Refused


def add_form(book: Book, *, name: str, file_name: str, sha256: str) -> str:
    """Keep an uploaded form; its code."""
    form = FormTemplate.objects.create(
        name=name,
        office_code=book.actor.home_office,
        file_name=file_name,
        sha256=sha256,
        uploaded_by_name=book.actor.person_name,
        uploaded_at=book.now,
    )
    book.audit("登记上级表格", f"form:{form.code}", name, changes={"file": [None, sha256]})
    return form.code


def add_mapping(book: Book, form: FormTemplate, cells: list[dict[str, Any]]) -> int:
    """Keep a new version of the mapping; its number. Refused when somebody was faster."""
    version = form.mapped + 1
    if FormTemplate.objects.filter(pk=form.pk, mapped=form.mapped).update(mapped=version) != 1:
        raise Refused(
            Refusal(
                "reports.faster", "对应关系刚刚被别人改过，没有保存", "请刷新页面后在最新的对应关系上修改。"
            )
        )
    FormMapping.objects.create(
        form=form, version=version, cells=cells, made_by_name=book.actor.person_name, made_at=book.now
    )
    changes: dict[str, list[object]] = {"version": [form.mapped or None, version], "cells": [None, cells]}
    book.audit("设定表格对应关系", f"form:{form.code}", form.name, changes=changes, office=form.office_code)
    return version
