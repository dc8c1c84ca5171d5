"""A ledger in a home of its own, and a fact to judge. The hand-over's fact table stands for any fact."""

import datetime

import pytest

KIND = "accounts_handoverfact"


@pytest.fixture
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone: head file, evidence and personal key begin empty."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def record(own_home, actors, django_capture_on_commit_callbacks):
    """Record a fact with an audit row in one transaction, as after a commit; gives its code."""
    from zhuchao.accounts.models import HandOverFact
    from zhuchao.ledger.store import recording

    def made(actor="officer", office="T1", **more):
        columns = {
            "subject": "示例-1",
            "what": "moved",
            "happened_on": datetime.date(2026, 3, 1),
            "office_code": office,
        } | more
        with django_capture_on_commit_callbacks(execute=True), recording(actors[actor]) as book:
            code = book.fact(HandOverFact(**columns))
            book.audit(
                "录入", f"fact:{code}", "示例", changes={"value": [None, columns.get("value")]}, office=office
            )
        return code

    return made


@pytest.fixture
def evidence(own_home, actors):
    """Keep a small PDF; gives its sha-256."""
    import io

    from zhuchao.ledger.flows import add_evidence

    def kept(actor="officer", text=b"", name="\u793a\u4f8b.pdf"):
        return add_evidence(actor=actors[actor], stream=io.BytesIO(b"%PDF-1.7 " + text), name=name)

    return kept
