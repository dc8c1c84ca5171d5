"""Footnotes of Word: a part of its own, which python-docx 1.2 does not write."""

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from zhuchao.documents.gazette_layout import LATIN, SONG

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: 小五 for the note and its line pitch in twentieths of a point.
_HALF_POINTS, _PITCH = "18", "240"
#: Word reserves the first two: the rule above the notes and its continuation.
_RULES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
    ' w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)


class Notes:
    """The footnotes of one document, numbered as they are hung."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Any = parse_xml(_RULES)
        self._count = 0

    def hang(self, place: Paragraph, words: str) -> None:
        """A mark at the end of the paragraph as it stands now, and its note."""
        self._count += 1
        mark = place.add_run()
        mark.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        mark._r.append(reference)
        self._root.append(_note(self._count, words))

    def close(self) -> None:
        """Put the part into the document; nothing when there is no note."""
        if not self._count:
            return
        package = self._document.part.package
        assert package is not None
        blob: bytes = serialize_part_xml(self._root)
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, words: str) -> Any:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{SONG}"/>'
    size = f'<w:sz w:val="{_HALF_POINTS}"/><w:szCs w:val="{_HALF_POINTS}"/>'
    made = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{_PITCH}" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{fonts}{size}<w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r>"
        f'<w:r><w:rPr>{fonts}{size}</w:rPr><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
    )
    made.findall(f".//{qn('w:t')}")[-1].text = f" {words}"
    return made
