"""The file of a 台账 is taken in and looked at."""

import io
from datetime import date

import pytest
import xlwt
from ledger_files import HEADINGS, row, workbook

from zhuchao.projects.flows import import_ledger, receive_ledger
from zhuchao.projects.models import Project, ProjectImport
from zhuchao.projects.selectors import imports
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def receive(actors, name="台账.xlsx", content=None, actor="officer"):
    return receive_ledger(actor=actors[actor], name=name, chunks=[content or workbook([row(1)])])


def test_works(actors):
    """Columns are recognised by their usual words; nothing is written to projects."""
    run = ProjectImport.objects.get(code=receive(actors))
    assert run.mapping["total_wan"] == "计划总投资（亿元）"
    assert run.mapping["started"] == "开工时间"
    assert not Project.objects.exists()


def test_works_for_csv_of_either_encoding(actors):
    """UTF-8 and GB18030, as spreadsheet programs save them."""
    for encoding in ("utf-8-sig", "gb18030"):
        text = "\n".join(",".join(cells) for cells in (HEADINGS, row(1)))
        code = receive(actors, f"台账-{encoding}.csv", text.encode(encoding))
        assert imports.preview(actors["officer"], code).new == 1


def test_works_for_a_workbook_of_before_2003(actors):
    """Its days and sums are read as those of a new one."""
    out, book, day = io.BytesIO(), xlwt.Workbook(encoding="utf-8"), xlwt.XFStyle()
    sheet, day.num_format_str = book.add_sheet("台账"), "YYYY-MM-DD"
    for number, cells in enumerate([HEADINGS, row(1, c9=12000.5, c10=date(2024, 3, 5))], 1):
        for place, cell in enumerate(cells):
            sheet.write(number, place, cell, *([day] if isinstance(cell, date) else []))
    book.save(out)
    code = receive(actors, "台账.XLS", out.getvalue())
    import_ledger(actor=actors["officer"], code=code)
    project = Project.objects.get()
    assert (str(project.signed_on), str(project.amount_wan)) == ("2024-03-05", "12000.50")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("台账.docx", b"x"),
        ("台账.xlsx", b"not a workbook"),
        ("台账.xls", b"not a workbook"),
        ("空.csv", b"\n"),
    ],
)
def test_refuses(actors, name, content):
    """Another kind, a damaged file, an empty one: nothing is kept."""
    with pytest.raises(Refused) as refused:
        receive(actors, name, content)
    assert refused.value.refusals[0].field == "file"
    assert not ProjectImport.objects.exists()


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin"])
def test_forbids(actors, name):
    """Readers and administrators import nothing."""
    with pytest.raises(Refused) as refused:
        receive(actors, actor=name)
    assert refused.value.forbidden
