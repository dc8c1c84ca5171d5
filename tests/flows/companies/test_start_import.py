"""Queueing the import of an upload."""

import pytest
from django_q.models import OrmQ

from zhuchao.accounts.models import Job
from zhuchao.companies import selectors
from zhuchao.companies.flows import receive_files, start_import
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def take_in(actor, heading="统一社会信用代码,企业名称"):
    """An upload with these headings; its code."""
    return receive_files(actor=actor, files=[("示例.csv", [f"{heading}\n91,示例\n".encode()])])


def test_works(actors, own_home):
    """A job and a task, with the upload and the mapping."""
    upload = take_in(actors["centre"], "代号,企业名称")
    job = start_import(actor=actors["centre"], upload=upload, mapping={"uscc": "代号"})
    row = Job.objects.get(code=job)
    assert (row.kind, row.payload) == ("registry-import", {"upload": upload, "mapping": {"uscc": "代号"}})
    assert row.title == "导入登记数据：示例.csv"
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({}, "缺少必需的列：统一社会信用代码"),
        ({"uscc": "没有的列"}, "文件里没有列“没有的列”"),
        ({"x": "代号"}, "没有“x”"),
    ],
)
def test_refuses_columns_that_do_not_do(actors, own_home, mapping, says):
    """The file is named; nothing is queued and the upload stays."""
    upload = take_in(actors["centre"], "代号,企业名称")
    with pytest.raises(Refused, match=says) as refused:
        start_import(actor=actors["centre"], upload=upload, mapping=mapping)
    assert "示例.csv" in str(refused.value)
    assert not Job.objects.exists()
    assert selectors.upload(actors["centre"], upload) is not None


@pytest.mark.parametrize("upload", ["0" * 24, "../../etc", ""])
def test_refuses_an_upload_that_is_not_there(actors, own_home, upload):
    """Also one that looks like a path."""
    with pytest.raises(Refused, match="请重新选择文件上传"):
        start_import(actor=actors["centre"], upload=upload)


def test_forbids_others(actors, own_home):
    """Only the centre imports."""
    upload = take_in(actors["centre"])
    with pytest.raises(Refused) as refused:
        start_import(actor=actors["office_head"], upload=upload)
    assert refused.value.forbidden
    assert selectors.upload(actors["office_head"], upload) is None
