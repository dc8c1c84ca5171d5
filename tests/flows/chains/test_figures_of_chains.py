"""The figures companies_on_link and targets_on_list: the rows behind them, for whom, and when they are blank."""

import datetime as dt

import pytest
from django.utils import timezone

from zhuchao.chains import flows, selectors
from zhuchao.figures import selectors as figures
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
LINK = {"chain": "machinery", "link": "轴承", "district": "330603"}


def test_companies_on_link_open_to_their_codes(planted, actors):
    """Four there are, the four that the gaps count."""
    figure = figures.compute("companies_on_link", actors["officer"], **LINK)
    gap = next(g for g in selectors.gaps(actors["officer"], "machinery", "330603") if g.link.name == "轴承")
    ours = {r["uscc"] for r in planted.rows if r["county_code"] == "330603" and r["scope"] == "轴承制造"}
    assert figure.value == gap.observed == 4
    assert set(figure.rows) == ours
    assert "存续未核实" in figure.caveat


def test_companies_on_link_is_blank_for_what_the_registry_no_longer_knows(planted, actors):
    """The registry is one snapshot: what was known before it came cannot be told."""
    before = timezone.now() - dt.timedelta(days=9)
    figure = figures.compute("companies_on_link", actors["officer"], known_at=before, **LINK)
    assert figure.value is None and "登记库" in figure.why_blank


def test_targets_on_list_counts_the_list_as_saved(planted, actors):
    """Ten companies; none before it was saved; nothing for an office that may not see it."""
    code = flows.save_target_list(
        actor=actors["officer"], chain="machinery", link="泵阀与压缩机", district="330603", top=10
    )
    figure = figures.compute("targets_on_list", actors["officer"], list=code)
    kept = selectors.target_list(actors["officer"], code)
    assert figure.value == 10 and set(figure.rows) == {r.uscc for r in kept.rows}
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert figures.compute("targets_on_list", actors["officer"], as_of=yesterday, list=code).value is None
    with pytest.raises(Refused) as refused:
        figures.compute("targets_on_list", actors["other_officer"], list=code)
    assert refused.value.forbidden
