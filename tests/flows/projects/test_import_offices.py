"""A 台账 of years ago calls offices as they were called then."""

from datetime import date

import pytest
from ledger_files import row, workbook

from zhuchao.accounts.flows import create_office, merge_offices, rename_office, split_office
from zhuchao.accounts.models import Office, OfficeName
from zhuchao.projects.flows import import_ledger, receive_ledger
from zhuchao.projects.models import FieldFact, Project
from zhuchao.projects.selectors import imports

pytestmark = pytest.mark.django_db
PAPER = "示例编办〔2024〕1号"


@pytest.fixture
def admin(actors):
    """``admin(flow, ...)`` carries out an order."""

    def done(flow, **given):
        return flow(actor=actors["system_admin"], document=PAPER, **given)

    return done


@pytest.fixture
def look(actors):
    """``look(rows)``: the code of the import of the centre and its preview."""

    def done(*rows):
        content = workbook(rows)
        code = receive_ledger(actor=actors["centre"], name="台账.xlsx", chunks=[content])
        return code, imports.preview(actors["centre"], code)

    return done


def called(office, **names):
    """The names that an office bore from the first day of these years on."""
    office = Office.objects.get(code=office)
    for year, name in names.items():
        OfficeName.objects.create(office=office, name=name, since=date(int(year[1:]), 1, 1))
        office.name = name
    office.save()


def test_a_row_is_matched_by_the_name_of_its_day(actors, look):
    """To the office that bore it then, whatever bore it later; told in the preview; written for the office of today."""
    called("T1", y2020="示例老街镇", y2023="示例新街道")
    called("T2", y2020="示例乡", y2024="示例老乡街道")
    code, found = look(
        row(1, c4="示例老街镇", c10="2021-05-06"),
        row(2, c4="示例新街道", c10="2021-05-06"),
        row(3, c4="T2", c10="2021-05-06"),
    )
    assert (found.new, found.renamed, found.rejected) == (3, 1, 0)
    told = found.former_names[0]
    assert (told.row, told.written, told.office, told.office_name) == (4, "示例老街镇", "T1", "示例新街道")
    import_ledger(actor=actors["centre"], code=code)
    project = Project.objects.get(name="示例台账项目1")
    assert project.office_code == "T1"
    assert FieldFact.objects.get(subject=project.code, what="office").value == {"v": "T1"}


def test_an_office_that_is_no_more_means_its_heir(admin, look):
    """Also when the heir was renamed since."""
    admin(merge_offices, predecessors=["T2"], successor="T1")
    admin(rename_office, code="T1", name="示例大街道")
    _, found = look(row(1, c4="示例街道二", c10="2021-05-06"))
    assert [(r.written, r.office, r.office_name) for r in found.former_names] == [
        ("示例街道二", "T1", "示例大街道")
    ]


def test_what_cannot_be_told_is_rejected_with_row_and_column(admin, look):
    """An office that was split, a name that one bore then and another bears now, an office without heir, none at all."""
    for code, name in (("T3", "示例街道三"), ("T4", "示例街道四")):
        admin(create_office, code=code, name=name, kind="town", parent="D")
    admin(
        split_office,
        code="T2",
        successors=["T3", "T4"],
        duties={},
        posts={"P-other_officer": "T3", "P-other_head": "T4"},
    )
    called("T1", y2020="示例招商办", y2023="示例街道一")
    called("B1", y2020="示例局", y2023="示例招商办")
    Office.objects.create(
        code="Z", name="示例指挥部", kind="zone", valid_from=date(2020, 1, 1), valid_to=date(2022, 1, 1)
    )
    _, found = look(
        row(1, c4="示例街道二", c10="2021-05-06"),
        row(2, c4="示例招商办", c10="2021-05-06"),
        row(3, c4="示例招商办", c10="2024-05-06"),
        row(4, c4="示例指挥部", c10="2021-05-06"),
        row(5, c4="天上街道"),
    )
    told = {r.row: "".join(r.reasons) for r in found.faults}
    assert "牵头单位" not in told.get(6, "") and found.new == 1
    assert told[4].startswith("牵头单位：“示例街道二”（2021-05-06）可能指示例街道三（T3）、示例街道四（T4）")
    assert "示例招商办（B1）、示例街道一（T1）" in told[5]
    assert "已撤销，没有承接单位" in told[7]
    assert "没有名为“天上街道”" in told[8]


def test_an_officer_may_not_import_for_the_heir_of_another(actors, admin):
    """The right is asked of the office of today."""
    admin(rename_office, code="T2", name="示例新街道")
    called("T2", y2020="示例乡", y2021="示例新街道")
    code = receive_ledger(
        actor=actors["officer"], name="台账.xlsx", chunks=[workbook([row(1, c4="示例乡", c10="2020-05-06")])]
    )
    found = imports.preview(actors["officer"], code)
    assert "不能为“示例乡”登记" in found.faults[0].reasons[0]
