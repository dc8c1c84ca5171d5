"""The job that imports an upload."""

import pytest

from zhuchao.accounts.flows import run_job
from zhuchao.accounts.selectors import job
from zhuchao.companies import selectors
from zhuchao.companies.flows import import_upload, receive_files, start_import
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(actors, own_home, code):
    """Two companies, one with a wrong check digit, under headings of an office's own."""
    text = f"代号,全称\n{code(1)},示例甲公司\n{code(2)[:17]}Z,示例乙公司\n"
    return receive_files(actor=actors["centre"], files=[("示例.csv", [text.encode()])])


def test_works(actors, upload, code):
    """The companies are in the registry, progress rises, the files are gone."""
    told = []
    result = import_upload(
        actor=actors["centre"],
        upload=upload,
        mapping={"uscc": "代号", "name": "全称"},
        report=lambda percent, note: told.append((percent, note)),
    )
    assert (result.read, result.inserted, result.rejected) == (2, 1, 1)
    assert selectors.registry_row(actors["officer"], code(1)).name == "示例甲公司"
    assert [p for p, _ in told] == sorted(p for p, _ in told)
    assert told[-2:] == [(98, "正在建立检索"), (99, "已生效")]
    assert selectors.upload(actors["centre"], upload) is None
    assert selectors.rejects_file(actors["centre"], result.code).is_file()
    assert selectors.rejects_file(actors["office_head"], result.code) is None
    assert AuditEvent.objects.filter(verb="清除上传文件").count() == 1


def test_works_as_the_job_of_whoever_asked(actors, upload):
    """From the page to the worker and back to the page of the job."""
    code = start_import(actor=actors["centre"], upload=upload, mapping={"uscc": "代号", "name": "全称"})
    assert run_job(actor=SYSTEM, code=code) == "done"
    shown = job(actors["centre"], code)
    assert (shown.result["inserted"], shown.error) == (1, "")


def test_refuses_columns_that_do_not_do_and_keeps_the_files(actors, upload):
    """So that the columns can be chosen again."""
    with pytest.raises(Refused, match="缺少必需的列"):
        import_upload(actor=actors["centre"], upload=upload)
    assert selectors.upload(actors["centre"], upload) is not None
    assert selectors.import_runs(actors["centre"]).rows[0].state == "refused"


def test_refuses_a_second_time(actors, upload):
    """A job handed out again after it was done finds nothing to do."""
    mapping = {"uscc": "代号", "name": "全称"}
    import_upload(actor=actors["centre"], upload=upload, mapping=mapping)
    with pytest.raises(Refused, match="已导入或已过期清除"):
        import_upload(actor=actors["centre"], upload=upload, mapping=mapping)


def test_forbids_others(actors, upload, make_actor):
    """Nobody imports the upload of another, not even one who may import."""
    from zhuchao.terms.actor import Role

    with pytest.raises(Refused) as refused:
        import_upload(actor=actors["officer"], upload=upload)
    assert refused.value.forbidden
    with pytest.raises(Refused, match="请重新选择文件上传"):
        import_upload(actor=make_actor(Role.CENTRE, office="C"), upload=upload)
