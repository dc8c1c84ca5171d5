"""Files that come by a page."""

import io
import os
import time
import zipfile

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import receive_files
from zhuchao.companies.store import uploads
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
CSV = "统一社会信用代码,企业名称,颜色\n91,示例,红\n".encode()


def left(home):
    """Folders of uploads in the home."""
    folder = home / "imports" / "uploads"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_works(actors, own_home):
    """Headings are read, known columns told, each file kept under its own name."""
    gb = "信用代码,公司名称\n91,示例\n".encode("gb18030")
    code = receive_files(
        actor=actors["centre"], files=[("甲/../示例.csv", [CSV[:9], CSV[9:]]), ("示例.csv", [gb])]
    )
    found = selectors.upload(actors["centre"], code)
    assert [f.name for f in found.files] == ["示例.csv", "示例.csv"]
    assert (found.files[0].known, found.files[0].unknown) == (("统一社会信用代码", "企业名称"), ("颜色",))
    assert found.files[1].missing == ()
    paths = uploads.paths_of(code, "R-centre")
    assert [p.read_bytes() for p in paths] == [CSV, gb]
    assert all(p.is_relative_to(own_home / "imports" / "uploads" / code) for p in paths)


def test_works_and_forgets_what_nobody_imported(actors, own_home):
    """An upload of ten days ago goes with the next."""
    old = receive_files(actor=actors["centre"], files=[("甲.csv", [CSV])])
    folder = own_home / "imports" / "uploads" / old
    ago = time.time() - 10 * 86_400
    os.utime(folder, (ago, ago))
    receive_files(actor=actors["centre"], files=[("乙.csv", [CSV])])
    assert selectors.upload(actors["centre"], old) is None
    assert len(left(own_home)) == 1


def bomb():
    """A workbook that unpacks to 64 MB of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("示例.exe", b"MZ", "不认识这种文件"),
        ("示例", b"a,b", "不认识这种文件"),
        ("示例.xlsx", b"not a workbook", "不是 .xlsx 文件"),
        ("示例.parquet", b"not parquet", "读不出来"),
        ("示例.csv", b"", "空"),
        ("示例.csv", "信用代码,名称\n".encode() * 5 + b"\xff\xfe\xfa\n", "损坏的字符"),
        ("炸弹.xlsx", bomb, "压缩炸弹"),
    ],
)
def test_refuses_bad_files(actors, own_home, name, content, says):
    """Told in Chinese at once; nothing is kept."""
    data = content() if callable(content) else content
    with pytest.raises(Refused, match=says):
        receive_files(actor=actors["centre"], files=[("好.csv", [CSV]), (name, [data])])
    assert left(own_home) == []


def test_refuses_too_many_and_too_large(actors, own_home, monkeypatch):
    """The limits are the rulebook's."""
    with pytest.raises(Refused, match="一次可上传1至20个"):
        receive_files(actor=actors["centre"], files=[("甲.csv", [CSV])] * 21)
    with pytest.raises(Refused, match="收到0个文件"):
        receive_files(actor=actors["centre"], files=[])
    monkeypatch.setattr(uploads, "limits", lambda on: uploads.Limits(files=20, total_mb=1, keep_days=7))
    with pytest.raises(Refused, match="合计超过1 MB"):
        receive_files(actor=actors["centre"], files=[("甲.csv", [b"a" * (1 << 20), b"a"])])
    assert left(own_home) == []


@pytest.mark.parametrize("name", ["officer", "office_head", "department", "leader", "system_admin"])
def test_forbids_all_but_the_centre(actors, own_home, name):
    """The registry is one for the district."""
    with pytest.raises(Refused) as refused:
        receive_files(actor=actors[name], files=[("甲.csv", [CSV])])
    assert refused.value.forbidden
    assert left(own_home) == []
