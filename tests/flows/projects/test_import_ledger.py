"""A 台账 is written as a whole, or not at all."""

from importlib import import_module

import pytest
from ledger_files import HEADINGS, row, with_faults, workbook

from zhuchao.documents.tables import read_sheet
from zhuchao.ledger.models import ChainLink
from zhuchao.projects.flows import import_ledger, receive_ledger, undo_import
from zhuchao.projects.models import ContractFact, Project, ProjectImport, StageFact
from zhuchao.projects.models.imports import import_folder
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
flow = import_module("zhuchao.projects.flows.import_ledger")


@pytest.fixture
def receive(actors):
    """``receive(rows, actor="officer")``: the code of an uploaded 台账."""

    def done(rows, actor="officer", name="台账.xlsx"):
        return receive_ledger(actor=actors[actor], name=name, chunks=[workbook(rows)])

    return done


def test_works(actors, receive):
    """Headings found below the title, units read from them, every row with its dated facts in one chain link; a stage
    with a date and no evidence is a claim, not a stage reached."""
    code = receive([row(n) for n in range(1, 13)])
    before = ChainLink.objects.count()
    counts = import_ledger(actor=actors["officer"], code=code)
    assert counts == {"read": 12, "inserted": 12, "same": 0, "rejected": 0}
    assert ChainLink.objects.count() == before + 1
    project = Project.objects.get(name="示例台账项目4")
    assert (project.fields["total_wan"], project.fields["jobs"]) == ("12000", "80")
    assert (project.amount_wan, str(project.signed_on), project.arrived_wan) == (12000, "2024-05-05", 0)
    assert project.fields["arrived_noted_wan"] == "300"
    assert project.stage == "lead"
    assert {f.what for f in StageFact.objects.filter(subject=project.code)} == {"lead", "signed"}
    assert Project.objects.get(name="示例台账项目9").state == "ended"


def test_works_beside_what_is_known(actors, receive):
    """The same file is told; the same projects in another file are left alone."""
    rows = [row(n) for n in range(1, 4)]
    import_ledger(actor=actors["officer"], code=receive(rows))
    with pytest.raises(Refused, match="同一文件"):
        receive(rows)
    code = receive([*rows, row(9)])
    assert import_ledger(actor=actors["officer"], code=code)["same"] == 3
    assert Project.objects.count() == 4


def test_works_again_with_the_mended_rejects(actors, receive):
    """What was wrong comes back in a file with the reasons; mended, it is imported."""
    rows = with_faults(20, 7)
    code = receive(rows)
    found = imports.preview(actors["officer"], code)
    assert (found.read, found.new, found.rejected) == (27, 20, 7)
    with pytest.raises(Refused, match="有 7 行不能导入"):
        import_ledger(actor=actors["officer"], code=code)
    assert not Project.objects.exists()
    import_ledger(actor=actors["officer"], code=code, leave_rejected=True)
    path = imports.rejects_of(actors["officer"], code)
    assert path is not None
    again = receive_ledger(actor=actors["officer"], name="退回.xlsx", chunks=[path.read_bytes()])
    shown = imports.preview(actors["officer"], again)
    assert (shown.read, shown.new, shown.rejected) == (7, 0, 7)
    assert shown.mapping["name"] == "项目名称"
    mended = receive([row(100 + n) for n in range(7)])
    assert import_ledger(actor=actors["officer"], code=mended)["inserted"] == 7


def test_refuses_rows_with_their_number_and_column(actors, receive):
    """Row, column and what to do, in Chinese; the same project twice in one file names the other row."""
    rows = [row(1), row(2, c9="不少"), row(3, c10="去年"), row(1)]
    found = imports.preview(actors["officer"], receive(rows))
    told = {r.row: r.reasons for r in found.faults}
    assert "合同金额：“不少”不是金额" in told[5][0]
    assert "签约日期：“去年”不是日期" in " ".join(told[6])
    assert "与第 4 行是同一项目" in told[7][0]


def test_refuses_another_office_and_an_empty_import(actors, receive):
    """An officer imports for the own office; nothing new is nothing done."""
    found = imports.preview(actors["officer"], receive([row(1, c4="示例街道二")]))
    assert "不能为“示例街道二”登记" in found.faults[0].reasons[0]
    code = receive([row(1, c4="示例街道二"), row(2, c1="")])
    with pytest.raises(Refused, match="没有可以新增的项目"):
        import_ledger(actor=actors["officer"], code=code, leave_rejected=True)


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids(actors, receive, name):
    """Another office does not learn of it; readers import nothing."""
    code = receive([row(1)])
    with pytest.raises(Refused) as refused:
        import_ledger(actor=actors[name], code=code)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, receive, at_once):
    """Imported once."""
    code = receive([row(n) for n in range(1, 4)])
    made, told = at_once(lambda name: import_ledger(actor=actors[name], code=code), "officer", "office_head")
    assert len(made) == len(told) == 1
    assert Project.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_file_uploaded_twice_at_once(actors, receive, at_once):
    """Two uploads of one file, or of the same projects in two files: written once."""
    same = [receive([row(1), row(2)]) for _ in range(2)]
    made, told = at_once(lambda code: import_ledger(actor=actors["officer"], code=code), *same)
    assert len(made) == len(told) == 1
    assert Project.objects.count() == 2
    alike = [receive([row(5), row(6)]), receive([row(5), row(7)])]
    made, told = at_once(lambda code: import_ledger(actor=actors["officer"], code=code), *alike)
    assert Project.objects.filter(name="示例台账项目5").count() == 1


@pytest.mark.parametrize(
    ("heading", "text", "wan"),
    [
        ("合同金额（元）", "5000000", 500),
        ("合同金额（万元）", "500", 500),
        ("合同金额（亿元）", "0.05", 500),
        ("合同金额", "500", 500),
        ("合同金额（万元）", "0.05亿元", 500),
        ("合同金额", "5,000,000元", 500),
    ],
)
def test_units_are_read_from_cell_or_heading(actors, heading, text, wan):
    """亿, 万 and 元 are never taken for one another."""
    headings = tuple(heading if h.startswith("合同金额") else h for h in HEADINGS)
    content = workbook([row(1, c9=text)], headings)
    code = receive_ledger(actor=actors["officer"], name="台账.xlsx", chunks=[content])
    import_ledger(actor=actors["officer"], code=code)
    assert Project.objects.get().amount_wan == wan


def test_refuses_to_invent_a_class(actors, receive):
    """What the file does not say is not guessed; it may be said once for every row."""
    code = receive([row(1, c5=""), row(2, c15="")])
    told = [r.reasons[0] for r in imports.preview(actors["officer"], code).faults]
    assert told[0].startswith("类别：没有填写")
    assert told[1].startswith("性质：没有填写")
    mapping = dict(ProjectImport.objects.get(code=code).mapping) | {"klass": "=hq", "nature": "=new"}
    import_ledger(actor=actors["officer"], code=code, mapping=mapping)
    assert set(Project.objects.values_list("klass", flat=True)) == {"hq"}


def test_refuses_an_unknown_code_a_taken_number_and_the_same_filing_code(actors, receive):
    """By any of its marks a project is recognised; a number of a contract is used once."""
    headings = (*HEADINGS, "项目编号", "合同编号", "项目代码")

    def read(*rows):
        content = workbook(rows, headings)
        code = receive_ledger(actor=actors["officer"], name="台账.xlsx", chunks=[content])
        return code, imports.preview(actors["officer"], code)

    filing = "2401-330603-04-01-123456"
    code, found = read([*row(1), "", "示例-1", filing], [*row(2), "XM2401-ABCDEF", "", ""])
    assert "没有编号为" in found.faults[0].reasons[0]
    import_ledger(actor=actors["officer"], code=code, leave_rejected=True)
    _, found = read([*row(8), "", "示例-1", ""], [*row(7), "", "示例-2", filing])
    assert (found.same, found.rejected) == (1, 1)
    assert "已有其他项目使用" in found.faults[0].reasons[0]


def test_a_mapping_is_kept_for_the_next_month(actors, receive):
    """The same headings of the same office are mapped as last time."""
    code = receive([row(1)])
    mapping = dict(ProjectImport.objects.get(code=code).mapping)
    del mapping["jobs"]
    import_ledger(actor=actors["officer"], code=code, mapping=mapping)
    assert "jobs" not in ProjectImport.objects.get(code=receive([row(2)])).mapping


def test_undone_and_imported_again(actors, receive):
    """Facts stay, voided; the projects are gone; then the same file may come again."""
    rows = [row(n) for n in range(1, 6)]
    code = receive(rows)
    import_ledger(actor=actors["officer"], code=code)
    many = ContractFact.objects.count()
    assert undo_import(actor=actors["officer"], code=code, reason="示例：导错表") == 5
    assert not Project.objects.exists()
    assert ContractFact.objects.count() == many
    assert import_ledger(actor=actors["officer"], code=receive(rows))["inserted"] == 5


@pytest.fixture
def left_aside(actors, receive):
    """``left_aside()`` imports five good rows and leaves two wrong ones; gives the code."""
    code = receive(with_faults(5, 2))
    return code, lambda **more: import_ledger(actor=actors["officer"], code=code, leave_rejected=True, **more)


def test_rejects_are_there_when_and_only_when_the_import_stands(actors, left_aside, monkeypatch):
    """An error on the last step leaves no file of them; once it is done there is one, also when the file itself was lost
    before or after it was written."""
    code, run = left_aside
    folder = import_folder(code)
    monkeypatch.setattr(flow, "_stamp", lambda run: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run()
    assert imports.rejects_of(actors["officer"], code) is None
    assert [p.name for p in folder.iterdir()] == ["file.xlsx"]
    assert ProjectImport.objects.get(code=code).rejected == {}
    monkeypatch.undo()
    # Killed after the commit: what follows it is not done in a test that never commits either.
    run()
    assert [p.name for p in folder.iterdir()] == ["file.xlsx"]
    path = imports.rejects_of(actors["officer"], code)
    first = read_sheet(path, import_rows.import_limits()[0], is_heading=set(HEADINGS).__contains__)
    assert first.headings == (*HEADINGS, "行号", "退回原因")
    kept = ProjectImport.objects.get(code=code).rejected["rows"]
    assert [(cells[-2], cells[-1]) for _, cells in first.rows] == [(str(n), why) for n, _, why in kept]
    assert "没有填写" in first.rows[0][1][-1] or first.rows[0][1][-1].startswith("项目名称：")
    path.unlink()
    again = imports.rejects_of(actors["officer"], code)
    assert read_sheet(again, import_rows.import_limits()[0], is_heading=set(HEADINGS).__contains__) == first


@pytest.mark.django_db(transaction=True)
def test_rejects_are_written_after_the_commit(left_aside):
    """Nobody has to ask first."""
    code, run = left_aside
    run()
    assert (import_folder(code) / "rejected.xlsx").is_file()


def test_a_worker_is_told_what_was_done_when_it_comes_again(left_aside):
    """Handed out twice, done once; the progress rises; anybody else is refused."""
    code, run = left_aside
    told = []
    counts = run(report=lambda percent, note: told.append(percent))
    assert told == sorted(told) and len(told) == 2
    assert not (import_folder(code) / "progress").exists()
    links = ChainLink.objects.count()
    assert run(report=lambda percent, note: None) == counts
    assert (ChainLink.objects.count(), Project.objects.count()) == (links, 5)
    with pytest.raises(Refused, match="没有可以新增"):
        run()


def test_a_worker_notes_how_far_the_writing_is(left_aside, monkeypatch):
    """For those who look at the page meanwhile."""
    _, run = left_aside
    noted = []
    monkeypatch.setattr(flow.store, "note_progress", lambda code, percent: noted.append(percent))
    run(report=lambda percent, note: None)
    assert noted == [72, 99]
