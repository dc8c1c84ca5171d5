"""A home of its own with a small registry of invented companies."""

import csv
import shutil
from pathlib import Path

import pytest
from twin_companies import pair  # noqa: F401 - fixture

from zhuchao.terms import uscc

HEADINGS = ("统一社会信用代码", "企业名称", "成立日期", "注册资本(万元)", "区县代码", "经营范围", "地址")
#: Number → name, day, 万元, county, scope. The division 990000 of the codes exists nowhere.
COMPANIES = {
    1: ("浙江示例甲纺织有限公司", "2005-03-01", "1200", "330603", "织造、印染加工", "示例路1号"),
    2: ("浙江示例甲纺织有限公司一分公司", "2009-05-06", "", "330604", "销售：纺织品", "示例路2号"),
    3: ("绍兴示例乙机械制造厂", "1998-11-20", "50", "330602", "", ""),
    4: ("示例<script>alert(1)</script>丙有限公司", "2015-01-01", "100", "330603", "餐饮", "示例路3号"),
}


def credit_code(number):
    """An invented, valid credit code."""
    first = f"91990000{number:09d}"
    return first + uscc.check_character(first)


def write_registry(path, numbers=COMPANIES):
    """A CSV of the invented companies."""
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows([credit_code(n), *COMPANIES[n]] for n in numbers)
    return Path(path)


@pytest.fixture
def code():
    """The credit code of a number."""
    return credit_code


@pytest.fixture
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path / "home"
    settings.ZHUCHAO_HOME.mkdir()
    return settings.ZHUCHAO_HOME


@pytest.fixture(scope="session")
def kept_lake(tmp_path_factory):
    """Where the small lake is kept once it was made."""
    return tmp_path_factory.mktemp("registry")


@pytest.fixture
def registry(own_home, kept_lake, tmp_path, db):
    """The invented companies lie in the registry; made once by the import itself, then copied."""
    if not (kept_lake / "lake").is_dir():
        from zhuchao.companies.flows import import_registry
        from zhuchao.terms.actor import SYSTEM

        import_registry(actor=SYSTEM, paths=[write_registry(tmp_path / "示例登记.csv")])
        shutil.copytree(own_home / "lake", kept_lake / "lake")
    else:
        shutil.copytree(kept_lake / "lake", own_home / "lake", dirs_exist_ok=True)
    return own_home
