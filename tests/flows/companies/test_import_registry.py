"""Registry files become the lake: the last value given counts, nothing is lost, nothing is doubled."""

import csv
import hashlib

import pytest

from zhuchao import slots
from zhuchao.companies.flows import import_registry
from zhuchao.companies.models import ImportRun, RunState
from zhuchao.companies.store import rejects
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

pytestmark = pytest.mark.django_db
COLUMNS = ("统一社会信用代码", "企业名称", "成立日期", "注册资本(万元)", "行政区划代码", "经营范围", "地址")


@pytest.fixture(autouse=True)
def _home(own_home):
    yield
    engines.close()


@pytest.fixture
def give(tmp_path, code):
    """Import rows (number, then the other cells in the order of COLUMNS) as a CSV of these columns."""

    def given(*rows, columns=COLUMNS, name="示例.csv", **more):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([columns, *([code(r[0]), *r[1:]] for r in rows)])
        return import_registry(actor=SYSTEM, paths=[path], **more)

    return given


def held():
    """The lake's rows by company name."""
    return {r["name"]: r for r in engines.run(engines.table("registry")).to_pylist()}


def sums():
    """What the lake's files are."""
    found = lake.manifest()
    return found.version, {
        f: hashlib.sha256((lake.folder() / f).read_bytes()).hexdigest() for f in found.files()
    }


A = (1, "示例甲纺织有限公司", "2005-03-01", "1200", "330621", "织造、印染加工", "示例路1号")
B = (2, "示例乙机械（绍兴）有限公司", "1998-11-20", "50", "330602", "机械制造", "示例路2号")


def test_works_and_brings_old_divisions_to_todays_codes(give, code):
    result = give(A, B)
    assert (result.read, result.accepted, result.inserted, result.rejected) == (2, 2, 2, 0)
    assert result.rejects_file is None
    row = held()[A[1]]
    assert row["uscc"] == code(1)
    assert (row["county_code"], row["city_code"], row["province"]) == ("330603", "330600", "浙江")
    assert (row["capital_wan"], row["scope"], row["has_scope"], row["is_branch"]) == (1200, A[5], True, False)
    assert (row["name_key"], row["core_name"]) == (A[1], "示例甲")
    assert held()[B[1]]["name_key"] == "示例乙机械（绍兴）有限公司"


def test_works_twice_without_changing_a_byte(give):
    give(A, B)
    before = sums()
    again = give(A, B)
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 2)
    assert sums() == before


def test_works_on_a_later_file_by_credit_code(give):
    give(A, B)
    result = give((1, "示例甲新材料有限公司", *A[2:]), (3, "示例丙有限公司", *B[2:]))
    assert (result.inserted, result.updated, result.unchanged) == (1, 1, 0)
    assert set(held()) == {"示例甲新材料有限公司", "示例丙有限公司", B[1]}


def test_works_without_a_column_and_keeps_its_old_values(give):
    give(A)
    result = give((1, A[1], "2006-06-06"), columns=COLUMNS[:3])
    row = held()[A[1]]
    assert result.updated == 1
    assert str(row["reg_date"]) == "2006-06-06"
    assert (row["capital_wan"], row["scope"], row["address"], row["county_code"]) == (
        1200,
        A[5],
        A[6],
        "330603",
    )


def test_works_with_an_empty_cell_that_erases_nothing(give):
    give(A)
    before = sums()
    result = give((1, A[1], "", "", "", "无", "  "))
    assert (result.unchanged, result.updated) == (1, 0)
    assert sums() == before


def test_works_on_several_rows_of_one_company_the_last_one_counting(give):
    result = give(A, (1, A[1], "", "1300", "", "", "示例路9号"), B)
    assert (result.read, result.accepted, result.inserted, result.merged) == (3, 3, 2, 1)
    row = held()[A[1]]
    assert (row["capital_wan"], row["address"], row["scope"]) == (1300, "示例路9号", A[5])


def test_works_on_files_in_the_order_given(tmp_path, code):
    paths = []
    for name, address in (("乙.csv", "先"), ("甲.csv", "后")):
        (tmp_path / name).write_text(
            f"信用代码,公司名称,住所\n{code(1)},示例甲,{address}\n", encoding="utf-8"
        )
        paths.append(tmp_path / name)
    import_registry(actor=SYSTEM, paths=paths)
    assert held()["示例甲"]["address"] == "后"


def test_works_with_a_mapping_in_our_words_or_in_chinese(give):
    columns = ("代号", "全称", "日子")
    result = give(A[:3], columns=columns, mapping={"uscc": "代号", "企业名称": "全称", "reg_date": "日子"})
    assert result.inserted == 1
    assert str(held()[A[1]]["reg_date"]) == "2005-03-01"


def test_works_and_tells_the_progress_and_the_nouns_above(give, actors):
    said, told = [], []
    slots.register(slots.Slot.NOTICE, "test", told.append, topic="registry-changed")
    try:
        give(A, progress=lambda step, done, total: said.append((step, done, total)))
        give(A)
    finally:
        slots.unregister(slots.Slot.NOTICE, "test", topic="registry-changed")
    assert told == [SYSTEM]
    assert [step for step, done, total in said if done == total] == ["读取", "合并", "建立检索"]


def test_works_whatever_a_noun_above_makes_of_it(give, caplog):
    def broken(actor):
        raise RuntimeError("示例")

    slots.register(slots.Slot.NOTICE, "test", broken, topic="registry-changed")
    try:
        assert give(A).inserted == 1
    finally:
        slots.unregister(slots.Slot.NOTICE, "test", topic="registry-changed")
    assert lake.manifest().version == 1
    assert "test took no note of import" in caplog.text


def test_works_and_writes_down_who_imported_what(actors, tmp_path, code):
    path = tmp_path / "示例.csv"
    path.write_text(f"信用代码,公司名称\n{code(1)},示例甲\n", encoding="utf-8")
    result = import_registry(actor=actors["centre"], paths=[path])
    run = ImportRun.objects.get(code=result.code)
    assert (run.state, run.files, run.actor_name) == (RunState.PUBLISHED, ["示例.csv"], "示例centre")
    assert run.counts["inserted"] == 1 and run.finished_at
    assert lake.manifest().imports[-1].id == result.code
    assert AuditEvent.objects.filter(record=f"import:{result.code}").count() == 2


def test_works_after_an_import_that_was_killed_and_settles_it(give):
    first = give(A)
    ImportRun.objects.filter(code=first.code).update(state=RunState.RUNNING)
    ImportRun.objects.create(
        code="20200101000000-aaaaaa",
        actor_code="x",
        actor_name="x",
        started_at=ImportRun.objects.get().started_at,
    )
    (lake.folder() / "staging").mkdir()
    (lake.folder() / "staging" / "half.parquet").write_bytes(b"PAR1")
    (lake.folder() / "registry" / "f-20200101000000-aaaaaa.parquet").write_bytes(b"PAR1")
    left = {c: rejects.kept(c) for c in (first.code, "20200101000000-aaaaaa")}
    next(iter(left.values())).parent.mkdir()
    for file in left.values():
        file.write_text("示例", encoding="utf-8")
    give(A)
    assert [file.exists() for file in left.values()] == [True, False]
    assert ImportRun.objects.get(code=first.code).rejects_file == str(left[first.code])
    states = dict(ImportRun.objects.values_list("code", "state"))
    assert states[first.code] == RunState.PUBLISHED
    assert states["20200101000000-aaaaaa"] == RunState.BROKEN
    assert {p.name for p in (lake.folder() / "registry").iterdir()} == {
        f.split("/")[1] for f in lake.manifest().tables["registry"].files.values()
    }
    assert not (lake.folder() / "staging").exists()


def test_works_not_at_all_when_it_breaks_inside(give, monkeypatch):
    give(A)
    before = sums()

    def broken(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("zhuchao.companies.store.indexing.make", broken)
    with pytest.raises(KeyboardInterrupt):
        give(B)
    assert sums() == before
    assert ImportRun.objects.first().state == RunState.BROKEN
    assert not ImportRun.objects.filter(state=RunState.RUNNING).exists()
    monkeypatch.undo()
    assert give(B).inserted == 1


def test_works_with_real_rows_that_replace_invented_ones(give):
    give(A, demo=True)
    assert lake.manifest().demo
    give(B)
    assert not lake.manifest().demo
    assert set(held()) == {B[1]}


def test_refuses_invented_rows_among_real_ones(give):
    give(A)
    before = sums()
    with pytest.raises(Refused, match="不能导入虚构的示例企业"):
        give(B, demo=True)
    assert sums() == before


def test_refuses_all_when_one_file_cannot_be_read(tmp_path, code):
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    good.write_text(f"信用代码,公司名称\n{code(1)},示例甲\n", encoding="utf-8")
    bad.write_text("列一,列二\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match="文件里的列是：列一、列二"):
        import_registry(actor=SYSTEM, paths=[good, bad])
    assert lake.manifest() is None
    run = ImportRun.objects.get()
    assert run.state == RunState.REFUSED
    assert "统一社会信用代码" in run.reason


@pytest.mark.parametrize(
    "name", ["officer", "office_head", "department", "leader", "assessor", "system_admin", "audit_admin"]
)
def test_forbids_everybody_but_the_centre(actors, name, tmp_path, code):
    path = tmp_path / "示例.csv"
    path.write_text(f"信用代码,公司名称\n{code(1)},示例甲\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        import_registry(actor=actors[name], paths=[path])
    assert refused.value.forbidden
    assert lake.manifest() is None
    assert not ImportRun.objects.exists()


def test_forbids_before_it_looks_whether_the_file_is_there(make_actor, tmp_path):
    with pytest.raises(Refused) as refused:
        import_registry(actor=make_actor(Role.OFFICER), paths=[tmp_path / "没有.csv"])
    assert refused.value.forbidden


def test_races_end_with_one_import_and_one_refusal(give):
    with lake.writing(), pytest.raises(Refused, match="另一个导入正在进行"):
        give(A)
    assert not ImportRun.objects.exists()
    assert give(A).inserted == 1
