"""Invented companies (示例) and the links the shipped rules put them on, as YAML beside this file.

A case: ``why``, ``name``, ``scope`` (absent: not known), ``links`` (link codes of high or medium confidence: exactly
these), and ``chain`` for one chain; without ``chain`` the company is judged by all of them, ``links`` says chain.link.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhuchao import rulebook
from zhuchao.chains.engine.knowledge import PREFIX, chain_from_rule
from zhuchao.chains.engine.placement import cues_from_rules, place

TODAY = date(2026, 1, 1)
FOLDER = Path(__file__).parent / "placement"
CHAINS = {c.code: c for c in (chain_from_rule(r) for r in rulebook.rules_of(PREFIX, on=TODAY))}
CUES = cues_from_rules(
    rulebook.rule("placement.cues", on=TODAY), rulebook.rule("placement.verdicts", on=TODAY)
)


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}-{case['why']}"))
    return found


CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_the_company_is_on_these_links_and_no_other(case: dict[str, Any]) -> None:
    code = case.get("chain")
    chains = [CHAINS[code]] if code else list(CHAINS.values())
    placed = place(case["name"], case.get("scope"), chains, CUES)
    sure = sorted(p.link if code else f"{p.chain}.{p.link}" for p in placed if p.confidence != "low")
    assert sure == sorted(case["links"]), [(p.chain, p.link, p.confidence, p.why()) for p in placed]


def test_every_company_is_invented_and_every_chain_has_its_cases() -> None:
    cases = [p.values[0] for p in CASES]
    assert len(cases) >= 60
    assert [c["name"] for c in cases if "示例" not in c["name"]] == []
    asked = Counter(c.get("chain", "all") for c in cases)
    assert set(asked) >= {*CHAINS, "all"}
    assert min(asked.values()) >= 3
