"""Files of a program: taken in and queued in one go, or not at all."""

import pytest

from zhuchao.accounts.flows import run_job
from zhuchao.accounts.models import Job
from zhuchao.accounts.selectors import job
from zhuchao.companies import selectors
from zhuchao.companies.flows import import_files
from zhuchao.ledger.models import AuditEvent, ChainLink
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
MAPPING = {"uscc": "代号", "name": "全称"}


def left(home):
    """Folders of uploads in the home."""
    folder = home / "imports" / "uploads"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def given(code):
    """One company under headings of an office's own."""
    return [("示例.csv", [f"代号,全称\n{code(1)},示例甲公司\n".encode()])]


def test_works(actors, own_home, code):
    """One transaction writes the taking in and the job; the worker imports."""
    before = ChainLink.objects.count()
    queued = import_files(actor=actors["centre"], files=given(code), mapping=MAPPING)
    assert ChainLink.objects.count() == before + 1
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"上传登记数据文件", "提交后台任务"}
    assert run_job(actor=SYSTEM, code=queued) == "done"
    assert job(actors["centre"], queued).result["inserted"] == 1
    assert selectors.registry_row(actors["officer"], code(1)).name == "示例甲公司"


def test_refuses_columns_that_do_not_do_and_keeps_nothing(actors, own_home, code):
    """Nobody will come back to choose the columns: no file, no job and no word of it stays."""
    for mapping, says in ((None, "缺少必需的列"), ({"colour": "代号"}, "没有“colour”这样的栏目")):
        with pytest.raises(Refused, match=says):
            import_files(actor=actors["centre"], files=given(code), mapping=mapping)
    assert (left(own_home), Job.objects.count()) == ([], 0)
    assert not AuditEvent.objects.filter(verb="上传登记数据文件").exists()


def test_refuses_what_is_no_file_of_rows(actors, own_home):
    """As the page does."""
    with pytest.raises(Refused, match="不认识这种文件"):
        import_files(actor=actors["centre"], files=[("示例.exe", [b"MZ"])])
    assert left(own_home) == []


@pytest.mark.parametrize("name", ["officer", "office_head", "department", "leader", "system_admin"])
def test_forbids_all_but_the_centre(actors, own_home, code, name):
    """The registry is one for the district."""
    with pytest.raises(Refused) as refused:
        import_files(actor=actors[name], files=given(code), mapping=MAPPING)
    assert refused.value.forbidden
    assert left(own_home) == []
