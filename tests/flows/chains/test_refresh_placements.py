"""Placements follow the registry: once, by job or at the first reading."""

import threading

import pytest

from zhuchao import slots
from zhuchao.chains import flows, selectors
from zhuchao.chains.analytics import placement
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines

pytestmark = [pytest.mark.django_db, pytest.mark.lake]


def test_works(unbuilt, actors):
    """Every chain is counted, progress is told from start to end, and a second call builds nothing."""
    told, built = [], []
    found = flows.refresh_placements(actor=actors["centre"], progress=lambda *step: told.append(step))
    assert found["machinery"] == 82
    assert told[0][0] == 0 and told[-1][0] == told[-1][1] == len(told) - 1
    with selectors.telling(built.append):
        assert flows.refresh_placements(actor=actors["centre"]) == found
    assert built == []


def test_works_again_after_an_import(unbuilt, actors):
    """New rows are placed, and only then is anything built again."""
    before = flows.refresh_placements(actor=actors["centre"])["machinery"]
    unbuilt.add("轴承有限公司", "轴承制造", times=5)
    unbuilt.publish("2")
    assert not selectors.ready(actors["officer"])
    assert flows.refresh_placements(actor=actors["centre"])["machinery"] == before + 5
    assert selectors.ready(actors["officer"])


def test_works_by_notice_of_an_import(unbuilt, actors):
    """Whoever imports as the centre finds a job of theirs queued."""
    from zhuchao.accounts.selectors import jobs

    assert list(slots.ask(Slot.NOTICE, actors["centre"], topic="registry-changed")) is not None
    assert [j.title for j in jobs(actors["centre"])] == ["产业链归位重算"]


def test_refuses(actors, settings, tmp_path):
    """Nothing was imported yet."""
    settings.ZHUCHAO_HOME = tmp_path
    with pytest.raises(Refused, match="登记库还是空的"):
        flows.refresh_placements(actor=actors["centre"])


@pytest.mark.parametrize("name", ["security_admin", "audit_admin"])
def test_forbids(unbuilt, actors, name):
    """Those who have no business with the registry."""
    with pytest.raises(Refused) as refused:
        flows.refresh_placements(actor=actors[name])
    assert refused.value.forbidden


def test_races(unbuilt, monkeypatch):
    """Two read at once before anything is there: it is built once and both see the same."""
    calls, answers, start = [], [], threading.Barrier(2)
    whole = placement.makers

    def counted(*given):
        calls.append(1)
        return whole(*given)

    monkeypatch.setattr(placement, "makers", counted)

    def read():
        start.wait()
        answers.append([(g.link.code, g.observed) for g in selectors.gaps(SYSTEM, "machinery", "330603")])
        engines.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert len(answers) == 2 and answers[0] == answers[1]
