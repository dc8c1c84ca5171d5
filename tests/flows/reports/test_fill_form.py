"""The superior's form filled: their formatting, our numbers."""

import io
from datetime import date

import openpyxl
import pytest

from zhuchao.ledger.models import AuditEvent
from zhuchao.reports import flows
from zhuchao.reports.engine.forms import CellRule
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PERIOD = {"period_from": date(2025, 3, 1), "as_of": date(2025, 12, 31)}


@pytest.fixture
def mapped(form, actors):
    cells = [
        CellRule("月报", "B3", "value", "signed_count"),
        CellRule("月报", "C3", "value", "signed_count", "year"),
        CellRule("月报", "D3", "as_of"),
        CellRule("月报", "B6", "row_names", "signed_count", most=3),
        CellRule("月报", "C6", "row_codes", "signed_count", most=3),
    ]
    flows.map_form(actor=actors["centre"], code=form, cells=cells)
    return form


def test_works_and_keeps_the_formatting(mapped, actors, book):
    book.projects[2].code = "=cmd"
    page = openpyxl.load_workbook(io.BytesIO(flows.fill_form(actor=actors["centre"], code=mapped, **PERIOD)))[
        "月报"
    ]
    assert (page["B3"].value, page["C3"].value, page["D3"].value) == (8, 10, "2025-12-31")
    assert page["A1"].font.bold and page["B3"].font.color.rgb == "FFFF0000" and page["B4"].value == "=B3*2"
    assert "A1:D1" in [str(r) for r in page.merged_cells.ranges]
    assert page["C6"].value == "=cmd" and page["C6"].data_type == "s"
    assert [page[f"C{n}"].value for n in (7, 8, 9)] == ["P3", "P4", None]
    assert AuditEvent.objects.filter(verb="生成上级表格").count() == 1


def test_refuses_without_a_mapping_or_a_possible_period(form, actors):
    with pytest.raises(Refused) as refused:
        flows.fill_form(
            actor=actors["centre"], code=form, period_from=date(2025, 3, 1), as_of=date(2025, 2, 1)
        )
    assert {r.rule for r in refused.value.refusals} == {"reports.form-unmapped", "reports.period"}


def test_forbids_other_offices_and_administrators(mapped, actors):
    for name in ("officer", "audit_admin"):
        with pytest.raises(Refused) as refused:
            flows.fill_form(actor=actors[name], code=mapped, **PERIOD)
        assert refused.value.forbidden
