"""``zhuchao registry``: the fixed keys, who acts, and what a mapping file may say."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.companies.cli import registry
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

pytestmark = pytest.mark.django_db
KEYS = {"read", "accepted", "inserted", "updated", "unchanged", "rejected", "rejects_file", "seconds"}


@pytest.fixture(autouse=True)
def _home(own_home):
    yield
    engines.close()


@pytest.fixture
def path(tmp_path, code):
    found = tmp_path / "示例.csv"
    found.write_text(f"代号,全称\n{code(1)},示例甲\n{code(2)[:-1]},示例乙\n", encoding="utf-8")
    return found


@pytest.fixture
def mapping(tmp_path):
    found = tmp_path / "列.yaml"
    found.write_text("uscc: 代号\n企业名称: 全称\n", encoding="utf-8")
    return found


def call(*arguments, login=""):
    ran = CliRunner().invoke(
        registry, [str(a) for a in arguments], obj={"login": login}, catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.output
    return ran


def test_works_in_a_home_without_people_and_tells_its_progress_apart(path, mapping):
    ran = call("import", path, "--mapping", mapping, "--json")
    found = json.loads(ran.stdout)
    assert set(found) >= KEYS
    assert (found["read"], found["accepted"], found["inserted"], found["rejected"]) == (2, 1, 1, 1)
    assert "读取 0%" in ran.stderr and "建立检索 100%" in ran.stderr
    text = call("import", path, "--mapping", mapping).stdout
    assert "退回的行和原因见" in text and found["code"] not in text


def test_works_for_the_centre_and_lists_what_was_imported(path, mapping, actors):
    found = json.loads(call("import", path, "--mapping", mapping, "--json", login="centre").stdout)
    (run,) = json.loads(call("imports", "--json", login="centre").stdout)
    assert (run["code"], run["state"], run["actor_name"]) == (found["code"], "published", "示例centre")
    assert found["code"] in call("imports", login="centre").stdout
    status = json.loads(call("status", "--json", login="centre").stdout)
    assert (status["rows"], status["latest"]["code"]) == (1, found["code"])
    assert "登记企业 1 家" in call("status", login="centre").stdout


def test_works_on_an_empty_registry():
    assert "登记库还是空的" in call("status").stdout
    assert json.loads(call("imports", "--json").stdout) == []


def test_refuses_a_mapping_file_that_is_none(path, tmp_path):
    (tmp_path / "列.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(Refused, match="不是一行一对"):
        call("import", path, "--mapping", tmp_path / "列.yaml")
    assert lake.manifest() is None


def test_forbids_an_officer_and_asks_who_acts_where_people_are(path, mapping, actors):
    with pytest.raises(Refused) as refused:
        call("import", path, "--mapping", mapping, login="officer")
    assert refused.value.forbidden
    with pytest.raises(Refused, match="没有说明以谁的身份办理"):
        call("import", path, "--mapping", mapping)
    assert json.loads(call("imports", "--json", login="officer").stdout) == []
    assert lake.manifest() is None
