"""The Word file of an official document: GB/T 9704-2012 by the millimetre, real footnotes, the same bytes."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm, Pt

from zhuchao.documents.gazette import Annex, Gazette, Paragraph, Run, Table, chinese_day, plain, write
from zhuchao.documents.gazette_sheets import Sheet, sheet_name, write_sheets


def made():
    return Gazette(
        title="示例公文",
        number="示例招〔2026〕1号",
        blocks=(
            plain("一、一级", 1),
            plain("（一）二级", 2),
            Paragraph((Run("引进项目"), Run("12个", "签约项目数 第1版"), Run("，落地"), Run("6个", "<&注>"))),
            Table("表", ("编号", "名称"), (("P1", "示例一号"),)),
        ),
        office="示例区招商投资促进中心",
        day=date(2026, 1, 5),
        annexes=(Annex("口径说明", (plain("说明"),)),),
        imprint=("内容校验码：abc",),
    )


def part(raw, name):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def test_the_page_is_that_of_the_standard():
    section = Document(io.BytesIO(write(made()))).sections[0]
    near = {
        section.page_width: 210,
        section.page_height: 297,
        section.top_margin: 37,
        section.bottom_margin: 35,
        section.left_margin: 28,
        section.right_margin: 26,
    }
    assert all(abs(got - Mm(mm)) < Mm(0.1) for got, mm in near.items())
    # 22 lines of the pitch fill the 225 mm of the body, 28 characters of 16 points the 156 mm.
    assert 22 * 28.95 <= 225 / 25.4 * 72 < 23 * 28.95
    assert 27 <= 156 / 25.4 * 72 // 16 <= 28


def test_levels_have_their_typefaces_and_the_body_its_size():
    paragraphs = {p.text: p for p in Document(io.BytesIO(write(made()))).paragraphs}

    def face(text):
        return re.search(r'w:eastAsia="([^"]+)"', paragraphs[text].runs[0]._r.xml)[1]

    assert face("一、一级") == "黑体" and face("（一）二级") == "楷体_GB2312"
    assert face("示例公文") == "方正小标宋简体" and paragraphs["示例公文"].runs[0].font.size == Pt(22)
    body = next(p for p in paragraphs.values() if p.text.startswith("引进项目"))
    assert body.runs[0].font.size == Pt(16) and body.paragraph_format.line_spacing == Pt(28.95)
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert "仿宋_GB2312" in body.runs[0]._r.xml
    assert 'w:altName w:val="仿宋"' in part(write(made()), "word/fontTable.xml")


def test_footnotes_are_words_own_and_as_many_as_asked():
    raw = write(made())
    assert len(re.findall(r"<w:footnoteReference ", part(raw, "word/document.xml"))) == 2
    notes = part(raw, "word/footnotes.xml")
    assert len(re.findall(r'<w:footnote [^>]*w:id="[1-9]', notes)) == 2 and "&lt;&amp;注&gt;" in notes
    assert "footnotes.xml" in part(raw, "[Content_Types].xml")
    assert "footnotes" in part(raw, "word/_rels/document.xml.rels")
    assert "footnotes" not in part(write(Gazette("示例", (plain("无注"),))), "[Content_Types].xml")


def test_page_numbers_stand_on_the_outer_side():
    section = Document(io.BytesIO(write(made()))).sections[0]
    assert "PAGE" in section.footer._element.xml and 'w:val="right"' in section.footer._element.xml
    assert 'w:val="left"' in section.even_page_footer._element.xml


def test_the_same_content_gives_the_same_bytes_and_tells_of_nobody():
    raw = write(made())
    assert raw == write(made())
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = archive.read("docProps/core.xml").decode() + archive.read("docProps/app.xml").decode()
        assert not any("thumbnail" in n for n in archive.namelist())
    assert "python" not in told.lower() and "筑巢" in told and "Microsoft" not in told


def test_a_day_has_no_zero_before_a_digit():
    assert chinese_day(date(2026, 1, 5)) == "2026年1月5日"


def test_a_sheet_takes_no_formula_and_a_name_excel_takes():
    import openpyxl

    raw = write_sheets([Sheet("表[1]", ("甲", "乙"), [("=1+1", 2)], ("说明",)), Sheet("表[1]", ("甲",), [])])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["表 1", "表 1  2"] or len(set(book.sheetnames)) == 2
    page = book.worksheets[0]
    assert page["A1"].value == "说明" and page["A3"].value == "=1+1" and page["A3"].data_type == "s"
    assert len(sheet_name("长" * 40, set())) == 31


def test_it_opens_and_prints(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: the file is not looked at")
    (tmp_path / "a.docx").write_bytes(write(made()))
    words = [office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
