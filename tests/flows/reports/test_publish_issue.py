"""Publishing freezes body and Word file for good."""

import hashlib
import io

import pytest
from django.utils import timezone
from docx import Document

from zhuchao.reports import flows, selectors
from zhuchao.reports.models import Issue, IssueFact
from zhuchao.terms.refusal import Refused


@pytest.mark.django_db
def test_works_and_prints_checksum_and_head(issue, actors, home):
    from zhuchao.ledger.selectors import open_evidence

    code = issue("issued")
    its = selectors.issue_file(actors["centre"], code)
    fact = IssueFact.objects.get(subject=code, what="issued")
    assert its.row.state == "issued" and its.whole and fact.evidence == [its.docx]
    stream, note = open_evidence(actors["leader"], its.docx)
    raw = stream.read()
    assert hashlib.sha256(raw).hexdigest() == its.docx and note.name.endswith(".docx")
    text = "\n".join(p.text for p in Document(io.BytesIO(raw)).paragraphs)
    assert its.row.checksum in text and its.ledger_head in text and "示例区招商投资促进中心" in text


@pytest.mark.django_db
def test_works_and_a_voided_fact_changes_today_but_not_the_frozen_nor_the_recomputation(issue, book, actors):
    code = issue("issued")
    before = selectors.issue_file(actors["centre"], code)
    book.projects[0].void_at = timezone.now()
    found = selectors.reopened(actors["centre"], code)
    by = {f.blank: f for f in found.figures}
    assert found.same and found.changed_today >= 3
    assert (by["B9"].frozen, by["B9"].known_then, by["B9"].today) == ("6 个", "6 个", "5 个")
    assert by["B10"].today == "50 %" and by["B10"].same and by["B10"].changed_today
    after = selectors.issue_file(actors["centre"], code)
    assert after.body == before.body and after.docx == before.docx


@pytest.mark.django_db
def test_refuses_what_is_not_signed_and_what_was_tampered_with(issue, actors):
    with pytest.raises(Refused) as refused:
        flows.publish_issue(actor=actors["centre"], code=issue("checked"))
    assert refused.value.refusals[0].rule == "reports.step"
    code = issue("signed")
    its = Issue.objects.get(code=code)
    its.body["figures"]["B9"]["value"] = 60
    its.save()
    assert not selectors.issue_file(actors["centre"], code).whole
    with pytest.raises(Refused) as refused:
        flows.publish_issue(actor=actors["centre"], code=code)
    assert refused.value.refusals[0].rule == "reports.body-changed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["office_head", "leader", "officer"])
def test_forbids_all_but_the_head_of_the_centre(issue, actors, drafter, name):
    code = issue("signed")
    for actor in (actors[name], drafter):
        with pytest.raises(Refused) as refused:
            flows.publish_issue(actor=actor, code=code)
        assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races_and_one_publishes(issue, actors, at_once):
    code = issue("signed")
    made, told = at_once(lambda _: flows.publish_issue(actor=actors["centre"], code=code), 1, 2)
    assert (len(made), len(told)) == (1, 1)
    assert IssueFact.objects.filter(subject=code, what="issued").count() == 1
