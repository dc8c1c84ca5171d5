"""A merge taken back: what moved goes home, what came since stays."""

import pytest
from twin_companies import A, B, lead

from zhuchao.companies.flows import merge_companies, undo_merge
from zhuchao.companies.models import Company, CompanyFact, CompanyMerge, Contact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, pair):
    """As before the merge; a row of the kept company stays with it; both histories tell it."""
    moved, own = lead(B, "closed"), lead(A, "closed")
    code = merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    since = lead(A)
    undo_merge(actor=actors["centre"], code=code, reason="不是同一家")
    for row, home in ((moved, B), (own, A), (since, A)):
        row.refresh_from_db()
        assert row.uscc == home
    assert Contact.objects.filter(company__uscc=B).count() == 1
    assert Company.objects.get(uscc=B).merged_into == ""
    assert CompanyFact.objects.filter(what="parted").count() == 2


def test_refuses_twice_or_without_reason(actors, pair):
    """Nor when a row that moved went elsewhere: then nothing goes back."""
    moved = lead(B)
    code = merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    with pytest.raises(Refused, match="理由"):
        undo_merge(actor=actors["centre"], code=code, reason="")
    type(moved).objects.filter(pk=moved.pk).update(uscc="")
    with pytest.raises(Refused, match="没有进行"):
        undo_merge(actor=actors["centre"], code=code, reason="不是同一家")
    assert CompanyMerge.objects.get(code=code).undone_at is None
    type(moved).objects.filter(pk=moved.pk).update(uscc=A)
    undo_merge(actor=actors["centre"], code=code, reason="不是同一家")
    with pytest.raises(Refused, match="已经撤销"):
        undo_merge(actor=actors["centre"], code=code, reason="不是同一家")


def test_forbids(actors, pair):
    """The centre alone."""
    code = merge_companies(actor=actors["centre"], gone=B, kept=A, reason="换发执照")
    with pytest.raises(Refused):
        undo_merge(actor=actors["officer"], code=code, reason="不是同一家")
