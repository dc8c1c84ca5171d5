"""Training the ranker of expansions: a version in force with its card, read by the target page."""

from datetime import date

import pytest
from chains_lake import Rows
from expansion_models import small_trees
from expansion_pairs import habits, write

from zhuchao.chains import flows
from zhuchao.chains.selectors.target.learned import learned_cities
from zhuchao.learners import expansion
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


@pytest.fixture
def source(tmp_path, monkeypatch):
    small_trees(monkeypatch)
    return write(tmp_path / "pairs.parquet", habits())


def test_works(actors, source):
    """Before, the page says 未训练; after, it names cities the company is not in; one never seen is not guessed at."""
    assert learned_cities("印染0", 3).state == "未训练"
    card = flows.train_targeting(
        actor=actors["centre"], source=source, licence="非商业", check_from=date(2010, 1, 1)
    )
    assert (card["licence"], card["source"], len(card["source_sha256"])) == ("非商业", "pairs.parquet", 64)
    assert card["figures"]["events"] > 20
    told = learned_cities("印染0", 3)
    assert (told.state, told.version, len(told.cities)) == ("已训练", card["version"], 3)
    assert learned_cities("nobody", 3).state == "未学到"
    assert AuditEvent.objects.filter(verb="训练扩张排序模型").count() == 1


def test_what_the_card_keeps_is_what_the_evaluation_prints(actors, source):
    """One layout of the figures, and beside it the share that came in each band."""
    card = flows.train_targeting(actor=actors["centre"], source=source, check_from=date(2010, 1, 1))
    measured = expansion.evaluate(source, None, date(2010, 1, 1))
    assert card["figures"] == {"cut": "2010-01-01", **measured.as_dict(), "bands": list(measured.bands)}


def test_learns_from_the_registry_when_no_file_is_given(actors, tmp_path, monkeypatch):
    """Branches joined to their parents; those at home, undated or without a parent are left out."""
    small_trees(monkeypatch)
    engines.close()
    rows = Rows()
    told = []
    for i, (parent, home, name, city, opened) in enumerate(habits(each=20)):
        key = f"{name[:-4]}有限公司"
        if parent not in told:
            told.append(parent)
            rows.add("", None, f"{home[:4]}06", name_key=key)
            rows.rows[-1]["name"] = name
        branch = {"is_branch": True, "reg_date": opened, "name_key": f"{key}第{i}分公司"}
        rows.add("分公司", None, f"{city[:4]}06", **branch)
        rows.add("分公司", None, f"{home[:4]}06", **branch | {"name_key": f"{key}本地{i}分公司"})
    rows.add("分公司", None, "330602", is_branch=True, name_key="示例无主有限公司分公司")
    rows.publish()
    card = flows.train_targeting(actor=actors["centre"])
    engines.close()
    assert (card["rows"], card["companies"]) == (len(habits(each=20)), len(told))
    assert card["source"] == "登记库第 1 版（截至 2019-04）"
    held = date.fromisoformat(card["figures"]["cut"])
    assert date(2009, 1, 1) < held < date(2015, 1, 1) and card["figures"]["events"] > 10
    one = next(r for r in rows.rows if not r["is_branch"])
    assert learned_cities(one["uscc"], 3).state == "已训练"


def test_the_job_says_what_is_wrong_with_a_registry_without_branches(actors, planted):
    with pytest.raises(Refused, match="没有可用的总部与异地分支对") as told:
        flows.train_targeting(actor=actors["centre"])
    assert "请先导入更多" in str(told.value)


def test_refuses_a_file_without_pairs(actors, tmp_path):
    path = tmp_path / "x.parquet"
    path.write_text("no")
    with pytest.raises(Refused, match="不是可读的"):
        flows.train_targeting(actor=actors["centre"], source=path)
    assert learned_cities("印染0", 3).state == "未训练"


def test_forbids_officers(actors, source):
    with pytest.raises(Refused) as told:
        flows.train_targeting(actor=actors["officer"], source=source)
    assert told.value.forbidden
