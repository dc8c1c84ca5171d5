"""A pair of the review queue is judged: it leaves the queue or is put off."""

import pytest
from twin_companies import A, B

from zhuchao.companies import selectors
from zhuchao.companies.flows import judge_twins
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, pair):
    """Put off: only among those for later; different: nowhere."""
    officer = actors["officer"]
    judge_twins(actor=officer, one=B, other=A, verdict="later")
    assert selectors.twin_pairs(officer).total == 0
    assert selectors.twin_pairs(officer, later=True).total == 1
    judge_twins(actor=officer, one=A, other=B, verdict="different")
    assert selectors.twin_pairs(officer, later=True).total == 0


def test_refuses_an_unknown_verdict(actors, pair):
    """And a company that is not in the master."""
    with pytest.raises(Refused, match="没有这种判断"):
        judge_twins(actor=actors["officer"], one=A, other=B, verdict="same")
    with pytest.raises(Refused, match="没有信用代码"):
        judge_twins(actor=actors["officer"], one=A, other="91", verdict="later")


def test_forbids_readers(actors, pair):
    """Leaders read the queue and do not judge."""
    with pytest.raises(Refused):
        judge_twins(actor=actors["leader"], one=A, other=B, verdict="later")
