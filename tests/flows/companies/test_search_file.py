"""The search file after an import: changed with the rows, and made again when it cannot be read."""

import sqlite3

import pytest
from registry_lake import HEADINGS, every_row, import_rows

from zhuchao.companies import selectors
from zhuchao.companies.flows import import_registry
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import lake

pytestmark = [pytest.mark.django_db, pytest.mark.lake]
PUMPS = "绍兴市柯桥区示例水泵厂"


@pytest.fixture
def officer(make_actor):
    return make_actor(Role.OFFICER)


def found(actor, text):
    return {h.uscc for h in selectors.search(actor, text, field="name").hits}


def test_a_later_import_changes_what_is_found(small_lake, officer, tmp_path):
    """A new name answers, the old one no longer, the rest as before."""
    code = small_lake.codes[PUMPS]
    before = found(officer, "龙盛")
    counts = import_rows([("绍兴示例泵阀有限公司", code, "", "", "", "", "")], tmp_path, "later")
    assert counts["updated"] == 1
    assert found(officer, "泵阀") == {code}
    assert found(officer, "水泵厂") == set()
    assert found(officer, "龙盛") == before
    assert selectors.registry_row(officer, code).address == "柯桥区平水镇示例村8号"


def cut(path):
    path.write_bytes(path.read_bytes()[:50])


def of_another_format(path):
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), cut, of_another_format])
def test_a_file_that_cannot_be_read_is_made_again_by_the_same_import(small_lake, officer, tmp_path, damage):
    """Until then search says what to do, instead of finding nothing."""
    damage(lake.folder() / lake.manifest().index)
    with pytest.raises(Refused, match="再导入一次"):
        selectors.search(officer, "龙盛")
    path = tmp_path / "same.csv"
    lines = [",".join(f'"{v}"' for v in row) for row in (HEADINGS, *every_row())]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = import_registry(actor=SYSTEM, paths=[path], demo=True)
    assert (result.inserted, result.updated, result.unchanged) == (0, 0, 73)
    assert len(found(officer, "龙盛")) == 6
