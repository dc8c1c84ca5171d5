"""The same document gives the same bytes: fixed times, parts in order, one compression, stand-in typefaces named."""

import io
import re
import zipfile
from datetime import datetime
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from zhuchao.documents.gazette_layout import STAND_INS

_EPOCH = datetime(2000, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>\xe7\xad\x91\xe5\xb7\xa2</Application></Properties>"
)


def packed(document: Document) -> bytes:
    """The file's bytes."""
    core = document.core_properties
    core.created = core.modified = _EPOCH
    core.revision = 1
    _font_table(document)
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        # [Content_Types].xml stands first, as every reader expects.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if re.search(r"thumbnail|customXml", name):
                continue
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _content(name, source.read(name)), compresslevel=6)
    return out.getvalue()


def _content(name: str, body: bytes) -> bytes:
    if name == "docProps/app.xml":
        return _APP
    if name.endswith(".rels"):
        # What was left out must not be pointed to.
        return re.sub(rb'<Relationship [^>]*Target="[^"]*(?:thumbnail|customXml)[^"]*"[^>]*/>', b"", body)
    return body


def _font_table(document: Document) -> None:
    """Typefaces with the one to take where a machine lacks them."""
    fonts = "".join(
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/><w:charset w:val="86"/></w:font>'
        for name, other in STAND_INS.items()
    )
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + fonts
        + "</w:fonts>"
    ).encode()
    package = document.part.package
    assert package is not None
    for relation in list(document.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            document.part.rels.pop(relation.rId)
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
