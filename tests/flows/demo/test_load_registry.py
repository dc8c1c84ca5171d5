"""An empty lake is filled once: with invented companies, or with the files given."""

import pytest

from zhuchao.demo import selectors, store
from zhuchao.demo.flows.load_registry import load_registry
from zhuchao.terms.actor import Role
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import lake

pytestmark = [pytest.mark.django_db, pytest.mark.lake]
COUNT = 3_000


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


@pytest.fixture
def file(tmp_path):
    from django.utils import timezone

    path = tmp_path / "给定.parquet"
    store.write_registry(selectors.plan(timezone.localdate(), count=500), path)
    return path


def test_works_with_invented_companies_that_are_marked(actors):
    said = []
    assert load_registry(actor=actors["centre"], count=COUNT, say=said.append)
    manifest = lake.manifest()
    assert manifest.demo
    assert manifest.registry_as_of <= selectors.LAST_DAY
    assert sum(i.counts["inserted"] for i in manifest.imports) == COUNT
    assert any("虚构" in line for line in said)


def test_works_with_given_files_that_are_not_marked(actors, file):
    assert load_registry(actor=actors["centre"], registry=file)
    assert not lake.manifest().demo


def test_works_once_and_leaves_a_full_lake_alone(actors):
    load_registry(actor=actors["centre"], count=COUNT)
    before = lake.manifest()
    assert not load_registry(actor=actors["centre"], count=COUNT)
    assert lake.manifest() == before


def test_refuses_to_mix_real_files_into_invented_rows(actors, file):
    load_registry(actor=actors["centre"], count=COUNT)
    with pytest.raises(Refused, match="ZHUCHAO_HOME"):
        load_registry(actor=actors["centre"], registry=file)


def test_forbids_everybody_but_the_centre(make_actor):
    with pytest.raises(Refused) as refused:
        load_registry(actor=make_actor(Role.OFFICER))
    assert refused.value.forbidden
    assert lake.manifest() is None
