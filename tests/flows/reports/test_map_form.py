"""The cells of a form are mapped once; each change is a version."""

import pytest

from zhuchao.reports import flows, selectors
from zhuchao.reports.engine.forms import CellRule
from zhuchao.reports.models import FormMapping
from zhuchao.terms.refusal import Refused

GOOD = CellRule("月报", "B3", "value", "signed_count")


@pytest.mark.django_db
def test_works_and_keeps_every_version(form, actors):
    assert flows.map_form(actor=actors["centre"], code=form, cells=[GOOD]) == 1
    second = CellRule("月报", "C3", "verified", "landed_count", "year")
    assert flows.map_form(actor=actors["centre"], code=form, cells=[GOOD, second]) == 2
    assert selectors.form_file(actors["centre"], form).cells == [GOOD, second]
    assert FormMapping.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cells",
    [
        [],
        [GOOD, GOOD],
        [CellRule("无", "B3", "value", "signed_count")],
        [CellRule("月报", "B1", "value", "signed_count")],
        [CellRule("月报", "三", "value", "signed_count")],
        [CellRule("月报", "B3", "sum", "signed_count")],
        [CellRule("月报", "B3", "value", "nothing")],
        [CellRule("月报", "B3", "value", "signed_count", "week")],
    ],
)
def test_refuses_a_mapping_that_cannot_be_filled(form, actors, cells):
    with pytest.raises(Refused) as refused:
        flows.map_form(actor=actors["centre"], code=form, cells=cells)
    assert not refused.value.forbidden and not FormMapping.objects.exists()


@pytest.mark.django_db
def test_forbids_readers_and_other_offices(form, actors):
    for name in ("leader", "officer"):
        with pytest.raises(Refused) as refused:
            flows.map_form(actor=actors[name], code=form, cells=[GOOD])
        assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races_and_one_mapping_is_kept_a_version(form, actors, at_once):
    made, told = at_once(lambda _: flows.map_form(actor=actors["centre"], code=form, cells=[GOOD]), 1, 2)
    assert sorted(made) == list(range(1, len(made) + 1)) and len(made) + len(told) == 2
