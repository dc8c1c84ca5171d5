"""Keeping evidence."""

import hashlib
import io

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.flows import add_evidence, verify_fact
from zhuchao.ledger.models import Evidence
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
KIND = "accounts_handoverfact"


def files(home):
    return [p for p in (home / "evidence").rglob("*") if p.is_file()]


def test_works(actors, own_home, evidence):
    """The bytes lie under their hash and come back whole, with a name without folders."""
    sha256 = evidence(text=b"x" * 3_000_000, name="..\\a/示例.PDF")
    assert (own_home / "evidence" / sha256[:2] / sha256).exists()
    stream, note = selectors.open_evidence(actors["office_head"], sha256)
    with stream:
        assert hashlib.sha256(stream.read()).hexdigest() == sha256
    assert (note.name, note.content_type, note.size) == ("示例.PDF", "application/pdf", 3_000_009)


def test_works_twice_and_is_kept_once(actors, own_home, evidence):
    """The same content is one file; the same person writes one row, another person another."""
    assert evidence() == evidence()
    assert Evidence.objects.count() == 1
    evidence("other_officer")
    assert (Evidence.objects.count(), len(files(own_home))) == (2, 1)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("示例.exe", b"MZ", "不接受"),
        ("示例", b"%PDF", "不接受"),
        ("示例.pdf", b"MZ\x90", "不是 pdf"),
        ("示例.txt", b"a\x00b", "不是文本"),
        ("示例.pdf", b"", "空"),
    ],
)
def test_refuses_what_it_is_not(actors, own_home, name, content, why):
    """Kind and content must agree; nothing stays behind."""
    with pytest.raises(Refused, match=why):
        add_evidence(actor=actors["officer"], stream=io.BytesIO(content), name=name)
    assert not Evidence.objects.exists()
    assert not (own_home / "evidence").exists()


def test_refuses_too_large(actors, own_home, monkeypatch):
    """Over the limit the half-written file is thrown away."""
    from zhuchao.ledger.store import evidence as files_store

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return b"%PDF" + b"x" * (size - 4)

    with pytest.raises(Refused, match="50 MB"):
        add_evidence(actor=actors["officer"], stream=Endless(), name="示例.pdf")
    assert files(own_home) == []
    assert files_store.FOLDER == "evidence"


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_forbids_administrators(actors, own_home, who):
    """Administrators bring no business files."""
    with pytest.raises(Refused) as refused:
        add_evidence(actor=actors[who], stream=io.BytesIO(b"%PDF"), name="示例.pdf")
    assert refused.value.forbidden


def test_forbids_opening_by_another_office(actors, evidence, record):
    """A file is seen by its office, by the district's eyes, and with a fact that rests on it."""
    sha256 = evidence()
    for who in ("other_officer", "audit_admin"):
        with pytest.raises(Refused):
            selectors.open_evidence(actors[who], sha256)
    assert selectors.evidence_notes(actors["other_officer"], [sha256]) == []
    assert len(selectors.evidence_notes(actors["centre"], [sha256])) == 1
    code = record(actor="centre", office="T2", evidence=[sha256])
    selectors.open_evidence(actors["other_officer"], sha256, kind=KIND, fact_code=code)[0].close()
    with pytest.raises(Refused):
        selectors.open_evidence(actors["other_officer"], evidence(text=b"2"), kind=KIND, fact_code=code)


def test_a_file_of_the_verifier_is_seen_with_the_fact(actors, evidence, record):
    """The office reads what the centre verified its fact on; another office does not."""
    code, sha256 = record(), evidence("centre")
    how = {"kind": KIND, "fact_code": code}
    assert selectors.evidence_notes(actors["officer"], [sha256], **how) == []
    verify_fact(actor=actors["centre"], kind=KIND, code=code, evidence=[sha256])
    selectors.open_evidence(actors["officer"], sha256, **how)[0].close()
    assert [n.sha256 for n in selectors.evidence_notes(actors["officer"], [sha256], **how)] == [sha256]
    assert selectors.evidence_notes(actors["other_officer"], [sha256], **how) == []
    with pytest.raises(Refused):
        selectors.open_evidence(actors["other_officer"], sha256, **how)


def test_missing_and_changed_files_are_named(own_home, evidence):
    """The check of the files reads every byte."""
    one, two, three = evidence(text=b"1"), evidence(text=b"2"), evidence(text=b"3")
    (own_home / "evidence" / one[:2] / one).unlink()
    changed = own_home / "evidence" / two[:2] / two
    changed.chmod(0o600)
    changed.write_bytes(b"%PDF other")
    assert selectors.verify_files(SYSTEM) == sorted([one, two])
    assert three not in selectors.verify_files(SYSTEM)
