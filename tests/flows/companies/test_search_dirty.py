"""Names as people write them find the company that was meant, before all others."""

import random

import pytest
import record_variants

from zhuchao.companies import flows, selectors
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(actors):
    return actors["officer"]


#: Names that say enough to survive a slip; one of each shape in the small lake.
NAMES = (
    "浙江示例龙盛染整股份有限公司",
    "绍兴示例龙盛纺织有限公司",
    "北京示例微芯集成电路有限公司",
    "绍兴市柯桥区示例水泵厂",
    "南京示例轴承集团有限公司",
    "苏州示例精密 (中国) 有限公司",
    "杭州示例ＬＥＤ照明有限公司",
)


@pytest.mark.parametrize("way", record_variants.NAME_WAYS)
def test_generated_variants_find_the_company(small_lake, officer, way):
    """Each kind of dirt on each name, several draws of a seed."""
    draw, missed = random.Random(7), []
    for name in NAMES:
        for _ in range(4):
            said = record_variants.NAME_WAYS[way](name, draw)
            hits = selectors.search(officer, said, field="name").hits
            if not hits or hits[0].uscc != small_lake.codes[name]:
                missed.append(f"{said} for {name}: {hits[0].name if hits else 'nothing'}")
    assert not missed, "\n".join(missed)


def test_a_former_name_finds_the_company(small_lake, officer):
    """What the district knows it was called counts like its name, in traditional characters too."""
    import datetime

    name = "绍兴示例龙盛纺织有限公司"
    code = flows.adopt_company(actor=officer, uscc=small_lake.codes[name])
    flows.rename_company(
        actor=officer, uscc=code, version=1, name="绍兴示例凤凰纺织有限公司", since=datetime.date(2020, 1, 1)
    )
    assert selectors.search(officer, name).hits[0].uscc == code
    assert selectors.search(officer, "紹興示例龍盛紡織有限公司").hits[0].uscc == code


@pytest.mark.scale
def test_real_names_with_a_slip(shared_data, tmp_path, settings):
    """Where the real registry is imported: nine of ten slips find the company (measured .93 to .95)."""
    import os
    from pathlib import Path

    from zhuchao.warehouse import index

    if not (home := os.environ.get("ZHUCHAO_REGISTRY_HOME", "")):
        pytest.skip("ZHUCHAO_REGISTRY_HOME names no home with the real registry")
    settings.ZHUCHAO_HOME = Path(home)
    file, draw = index.current(), random.Random(11)
    assert file is not None
    rows = [r for r in file.by_name_prefix("绍兴市", 4000)[::20] if not r["is_branch"] and len(r["name"]) > 9]
    found = sum(
        r["uscc"] in [h.uscc for h in selectors.search(SYSTEM, said, field="name", top=10).hits]
        for r in rows
        if (said := record_variants.slip(r["name"], draw))
    )
    assert found >= 0.85 * len(rows)
