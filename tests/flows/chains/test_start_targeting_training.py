"""Who may have the centre's machine learn from the registry, and when."""

import pytest

from zhuchao.accounts.selectors import job
from zhuchao.chains.flows.start_targeting_training import JOB, start_targeting_training
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["centre", "system_admin"])
def test_works(actors, planted, name):
    """A job of theirs waits to be done."""
    code = start_targeting_training(actor=actors[name])
    found = job(actors[name], code)
    assert found is not None and (found.kind, found.is_over) == (JOB, False)


def test_refuses_without_a_registry(actors, settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    with pytest.raises(Refused, match="导入"):
        start_targeting_training(actor=actors["centre"])


@pytest.mark.parametrize("name", ["officer", "leader", "audit_admin"])
def test_forbids(actors, planted, name):
    with pytest.raises(Refused) as told:
        start_targeting_training(actor=actors[name])
    assert told.value.forbidden
