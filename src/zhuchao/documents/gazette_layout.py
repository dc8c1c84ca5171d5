"""The look of GB/T 9704-2012: margins, typefaces, levels, tables, page numbers."""

from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document as Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

#: The standard's typefaces; each has a stand-in that Word takes when a machine lacks it (``font_table``).
SONG, HEI, KAI, TITLE, LATIN = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"
STAND_INS = {SONG: "仿宋", KAI: "楷体", TITLE: "华文中宋", HEI: "SimHei"}
#: 3号 body, 2号 title, 4号 page number, small print; line pitch for 22 lines on 225 mm. Points.
BODY, HEAD, PAGE_NUMBER, SMALL, NOTE, PITCH = 16.0, 22.0, 14.0, 10.5, 9.0, 28.95
#: Body text of 156 mm by 225 mm: top 37, bottom 35, left 28, right 26 mm.
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
_FACES = {0: SONG, 1: HEI, 2: KAI, 3: SONG, 4: SONG}
_TEXT_WIDTH = 156.0


def blank(title: str) -> Document:
    """An empty document with the page, the body style and the page numbers; no author, no times but a fixed one."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    # One line of 4号 stands 7 mm under the body.
    section.footer_distance = Mm(BOTTOM - 7 - 5)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(BODY)
    _face(normal.element.get_or_add_rPr(), SONG)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [n for n in fonts.attrib if n.endswith("Theme")]:
            del fonts.attrib[name]
    # Without it a machine that lacks the typefaces sets Chinese in those of other scripts.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _note_styles(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    _grid(section)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, "筑巢", "筑巢", ""
    core.language = "zh-CN"
    return document


def _note_styles(document: Document) -> None:
    """The two styles by which Word and its like know a footnote: 小五, and its mark raised."""
    words: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    mark: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    words.font.size = Pt(NOTE)
    mark.font.superscript = True
    words.element.set(qn("w:styleId"), "FootnoteText")
    mark.element.set(qn("w:styleId"), "FootnoteReference")


def title(document: Document, words: str, subtitle: str, number: str) -> None:
    """The title in 2号小标宋, centred; the document's number above it, a line in 楷体 below it."""
    if number:
        above = _line(document, WD_ALIGN_PARAGRAPH.CENTER)
        _run(above, number, SONG)
        _line(document, WD_ALIGN_PARAGRAPH.CENTER)
    head = _line(document, WD_ALIGN_PARAGRAPH.CENTER, pitch=35)
    _run(head, words, TITLE, HEAD)
    head.paragraph_format.keep_with_next = True
    if subtitle:
        _run(_line(document, WD_ALIGN_PARAGRAPH.CENTER), subtitle, KAI)
    _line(document, WD_ALIGN_PARAGRAPH.CENTER)


def paragraph(document: Document, level: int) -> WordParagraph:
    """An empty paragraph with a first line of two characters; a heading stays with what follows."""
    made = _line(document, WD_ALIGN_PARAGRAPH.JUSTIFY if level == 0 else WD_ALIGN_PARAGRAPH.LEFT)
    _indent(made, 2)
    made.paragraph_format.keep_with_next = level > 0
    made.paragraph_format.widow_control = True
    return made


def text(place: WordParagraph, words: str, level: int) -> None:
    """Words in the typeface of the level."""
    _run(place, words, _FACES.get(level, SONG))


def annex_list(document: Document, titles: Sequence[str]) -> None:
    """附件 and their titles, one line below the text."""
    _line(document, WD_ALIGN_PARAGRAPH.LEFT)
    for number, each in enumerate(titles, 1):
        place = _line(document, WD_ALIGN_PARAGRAPH.LEFT)
        _indent(place, 2 if number == 1 else 5)
        mark = f"{number}. " if len(titles) > 1 else ""
        _run(place, f"{'附件：' if number == 1 else ''}{mark}{each}", SONG)


def signature(document: Document, office: str, day: str) -> None:
    """The office over the day, four characters in from the right."""
    _line(document, WD_ALIGN_PARAGRAPH.LEFT)
    for words in (office, day):
        if words:
            place = _line(document, WD_ALIGN_PARAGRAPH.RIGHT)
            place.paragraph_format.right_indent = Pt(BODY * (4 if words == day else 3))
            place.paragraph_format.keep_with_next = words != day
            _run(place, words, SONG)


def imprint(document: Document, lines: Sequence[str]) -> None:
    """Lines of small print between two rules."""
    _line(document, WD_ALIGN_PARAGRAPH.LEFT)
    for number, words in enumerate(lines):
        place = _line(document, WD_ALIGN_PARAGRAPH.LEFT, pitch=16)
        _run(place, words, SONG, SMALL)
        edges = (["top"] if number == 0 else []) + (["bottom"] if number == len(lines) - 1 else [])
        _rules(place, edges)


def annex_title(document: Document, number: int, words: str) -> None:
    """A page of its own: 附件 in 黑体 at the edge, the title centred."""
    edge = _line(document, WD_ALIGN_PARAGRAPH.LEFT)
    edge.paragraph_format.page_break_before = True
    _run(edge, f"附件{number or ''}", HEI)
    _line(document, WD_ALIGN_PARAGRAPH.LEFT)
    head = _line(document, WD_ALIGN_PARAGRAPH.CENTER, pitch=35)
    head.paragraph_format.keep_with_next = True
    _run(head, words, TITLE, HEAD)
    _line(document, WD_ALIGN_PARAGRAPH.CENTER)


def table(
    document: Document,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """A ruled table in 五号; the headings come again on every page."""
    if caption:
        above = _line(document, WD_ALIGN_PARAGRAPH.LEFT)
        above.paragraph_format.keep_with_next = True
        _run(above, caption, HEI, 12)
    made = document.add_table(rows=1 + len(rows), cols=len(headings), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    wide = list(widths) or [_TEXT_WIDTH / len(headings)] * len(headings)
    for number, (row, words) in enumerate(zip(made.rows, [headings, *rows], strict=True)):
        _keep_whole(row._tr, again=number == 0)
        for cell, word, width in zip(row.cells, words, wide, strict=True):
            cell.width = Mm(width)
            place = cell.paragraphs[0]
            _pitch(place, 15)
            _run(place, word, HEI if number == 0 else SONG, SMALL)
    for column, width in zip(made.columns, wide, strict=True):
        column.width = Mm(width)
    _line(document, WD_ALIGN_PARAGRAPH.LEFT, pitch=14)


def _line(document: Document, side: WD_ALIGN_PARAGRAPH, *, pitch: float = PITCH) -> WordParagraph:
    made = document.add_paragraph()
    made.alignment = side
    _pitch(made, pitch)
    return made


def _pitch(place: WordParagraph, points: float) -> None:
    shape = place.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    shape.space_before = shape.space_after = Pt(0)
    if points < PITCH:
        # Small print keeps its own pitch and not that of the grid.
        place._p.get_or_add_pPr().find(qn("w:spacing")).addprevious(_element("w:snapToGrid", val="0"))


def _indent(place: WordParagraph, characters: int) -> None:
    place.paragraph_format.first_line_indent = Pt(BODY * characters)
    place._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(100 * characters))


def _run(place: WordParagraph, words: str, face: str, size: float = BODY) -> None:
    made = place.add_run(words)
    made.font.size = Pt(size)
    _face(made._r.get_or_add_rPr(), face)


def _face(properties: Any, face: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face)
    for side in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(side), LATIN)


def _element(tag: str, **given: str) -> Any:
    made = OxmlElement(tag)
    for name, value in given.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _page_number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号 half-width 宋体, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    place = footer.paragraphs[0]
    place.alignment = side
    shape = place.paragraph_format
    shape.left_indent = shape.right_indent = Pt(PAGE_NUMBER)
    _run(place, "— ", "宋体", PAGE_NUMBER)
    run = place.add_run()
    run.font.size = Pt(PAGE_NUMBER)
    _face(run._r.get_or_add_rPr(), "宋体")
    run._r.append(_element("w:fldChar", fldCharType="begin"))
    code = _element("w:instrText")
    code.text = "PAGE"
    run._r.append(code)
    run._r.append(_element("w:fldChar", fldCharType="separate"))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run._r.append(shown)
    run._r.append(_element("w:fldChar", fldCharType="end"))
    _run(place, " —", "宋体", PAGE_NUMBER)


def _grid(section: Any) -> None:
    """22 lines a page and 28 characters a line: the grid of the standard, in twentieths of a point."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(_element("w:docGrid", type="lines", linePitch=str(round(PITCH * 20))))


def _keep_whole(row: Any, *, again: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if again:
        properties.append(_element("w:tblHeader"))


def _rules(place: WordParagraph, edges: Sequence[str]) -> None:
    if not edges:
        return
    borders = OxmlElement("w:pBdr")
    for edge in edges:
        borders.append(_element(f"w:{edge}", val="single", sz="6", space="4", color="auto"))
    # The schema wants the borders before the spacing.
    properties = place._p.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
