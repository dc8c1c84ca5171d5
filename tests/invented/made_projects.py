"""A project of 示例街道一 and what moves it on."""

import hashlib
import io
from datetime import date

import pytest

from zhuchao.projects.engine.papers import Paper

USCC = "91330106MA2CFLDG4R"
OPENED = date(2025, 1, 6)
#: What the stages up to registration need of a leased project of an emerging industry.
FIELDS = {
    "intent": {"total_wan": "12000", "jobs": "80", "policy_class": "encouraged"},
    "registered": {"local_uscc": USCC, "paid_in_wan": "1000"},
    "sited": {"plant_m2": "3000"},
}
PAPERS = {
    "talks": ["minutes"],
    "signed": [
        "signed_text",
        "decision",
        "legal_review",
        "fair_review",
        "ready_funds",
        "ready_diligence",
        "ready_eia",
        "ready_fire",
    ],
    "registered": ["licence"],
    "sited": ["lease_contract"],
    "started": ["fitout_proof"],
    "produced": ["invoice"],
}


@pytest.fixture
def make_project(actors):
    """``make_project(actor="officer", **given)``: the code of a new leased project of an emerging industry."""

    from zhuchao.projects.flows import open_project

    def made(actor="officer", **given):
        values = {
            "name": "示例智能装备项目",
            "company_name": "示例智能装备有限公司",
            "uscc": USCC,
            "klass": "emerging",
            "nature": "new",
            "form": "lease",
            "opened_on": OPENED,
        }
        return open_project(actor=actors[actor], **(values | given))

    return made


@pytest.fixture
def paper(actors):
    """``paper(kind, day, actor="officer")``: a paper whose file is kept."""

    from zhuchao.ledger.flows import add_evidence

    def brought(kind, day, actor="officer"):
        text = f"示例材料 {kind} {day}".encode()
        sha256 = add_evidence(actor=actors[actor], stream=io.BytesIO(text), name=f"{kind}.txt")
        assert sha256 == hashlib.sha256(text).hexdigest()
        return Paper(kind, day, sha256)

    return brought


@pytest.fixture
def advance(actors, paper):
    """``advance(code, stage, day, actor="officer")`` with everything the stage needs but a contract."""

    from zhuchao.projects.flows import advance_stage

    def done(code, stage, day, actor="officer", **given):
        papers = [paper(kind, day, actor) for kind in PAPERS.get(stage, ())]
        advance_stage(
            actor=actors[actor],
            code=code,
            stage=stage,
            happened_on=day,
            fields=FIELDS.get(stage, {}),
            papers=papers,
            **given,
        )

    return done
