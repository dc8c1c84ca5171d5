"""A form of the superior is taken in as it is."""

import io

import pytest

from zhuchao.reports import flows, selectors
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(form, actors):
    its = selectors.form_file(actors["leader"], form)
    assert its.row.name == "示例省招商月报" and its.sheets[0].sheet == "月报"
    assert ("A3", "签约项目（个）") in its.sheets[0].texts and its.cells == []


def test_refuses_what_is_no_workbook_and_what_has_no_name(actors, workbook):
    with pytest.raises(Refused):
        flows.add_form(
            actor=actors["centre"], name="示例", stream=io.BytesIO(b"PK nothing"), file_name="a.xlsx"
        )
    with pytest.raises(Refused) as refused:
        flows.add_form(actor=actors["centre"], name=" ", stream=workbook(), file_name="a.xlsx")
    assert refused.value.refusals[0].field == "name"


def test_forbids_readers(actors, workbook):
    with pytest.raises(Refused) as refused:
        flows.add_form(actor=actors["leader"], name="示例", stream=workbook(), file_name="a.xlsx")
    assert refused.value.forbidden
