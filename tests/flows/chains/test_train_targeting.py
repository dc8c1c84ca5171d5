"""Training the ranker of expansions: a version in force with its card, read by the target page."""

from datetime import date

import pytest
from expansion_pairs import habits, write

from zhuchao.chains import flows
from zhuchao.chains.selectors.target.learned import learned_cities
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


@pytest.fixture
def source(tmp_path):
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
