"""Which encoding a text file has, and the same text as UTF-8. Broken bytes are named by line, never guessed."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhuchao.terms.refusal import Refusal, Refused

BLOCK = 4 * 1024 * 1024
#: How far into each block non-ASCII characters are counted; enough to tell UTF-8 from other encodings.
_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Where decoding stopped: line from 1, the bytes, and how many non-ASCII characters went well before."""

    line: int
    found: bytes
    good: int


@dataclass(slots=True)
class _Ends:
    """How lines end so far."""

    both: int = 0
    feeds: int = 0
    returns: int = 0

    def count(self, block: bytes) -> None:
        returns = block.count(b"\r")
        # Two characters are dear to look for, and most files have only one of them.
        both = block.count(b"\r\n") if returns else 0
        self.both += both
        self.feeds += block.count(b"\n") - both
        self.returns += returns - both

    @property
    def mixed(self) -> bool:
        return sum(n > 0 for n in (self.both, self.feeds, self.returns)) > 1


def utf8_copy(path: Path, target: Path, *, valid_utf8_characters: int) -> Path:
    """The file itself when it is UTF-8 (with or without mark) whose lines end alike, else a UTF-8 copy of it
    at ``target`` whose lines end in a line feed.

    Knows UTF-8, UTF-16 with a mark, and GB18030. A file that starts with at least
    ``valid_utf8_characters`` good UTF-8 characters is damaged UTF-8, not GB18030: almost any bytes decode as
    the latter. Raises Refused naming the line.
    """
    with path.open("rb") as source:
        head = source.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _converted(path, target, "utf-16")
    if (ends := _sound(path)) is not None:
        return _converted(path, target, "utf-8") if ends.mixed else path
    fault = next(f for f in _decoded(path, "utf-8") if isinstance(f, Fault))
    if fault.good >= valid_utf8_characters or head.startswith(codecs.BOM_UTF8) or fault.found == b"\0":
        raise _broken(path, "UTF-8", fault)
    return _converted(path, target, "gb18030")


def _sound(path: Path) -> _Ends | None:
    """How lines end in a file of UTF-8; None when it is none, or holds a byte that no text file holds."""
    decoder, ends = codecs.getincrementaldecoder("utf-8")(), _Ends()
    kept = b""
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return None
            if b"\0" in block:
                return None
            # Bytes are counted faster than characters; no block ends between CR and LF.
            block = kept + block if kept else block
            kept = b"\r" if block.endswith(b"\r") else b""
            ends.count(block.removesuffix(b"\r") if kept else block)
    ends.count(kept)
    return ends if _ended(decoder) else None


def _ended(decoder: codecs.IncrementalDecoder) -> bool:
    """False when the last character is cut off."""
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _converted(path: Path, target: Path, encoding: str) -> Path:
    with target.open("w", encoding="utf-8", newline="") as out:
        for text in _decoded(path, encoding):
            if isinstance(text, Fault):
                raise _broken(path, encoding.upper(), text)
            out.write(text.replace("\r\n", "\n").replace("\r", "\n"))
    return target


def _decoded(path: Path, encoding: str) -> Iterator[str | Fault]:
    """The text in blocks, none of which ends between CR and LF; a Fault ends it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, good, kept = 1, 0, ""
    with path.open("rb") as source:
        while True:
            block = source.read(BLOCK)
            try:
                text = kept + decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding, errors="replace")
                good += sum(c > "\x7f" for c in before)
                yield Fault(line + before.count("\n"), error.object[error.start : error.end], good)
                return
            kept = "\r" if block and text.endswith("\r") else ""
            text = text.removesuffix(kept)
            if (nothing := text.find("\0")) >= 0:
                # No text file holds it; a program's own file under the name of a table does.
                yield Fault(line + text.count("\n", 0, nothing), b"\0", good)
                return
            yield text
            if not block:
                return
            line += text.count("\n")
            good += 0 if text.isascii() else sum(c > "\x7f" for c in text[:_COUNTED])


def _broken(path: Path, encoding: str, fault: Fault) -> Refused:
    shown = fault.found.hex(" ").upper()
    return Refused(
        Refusal(
            "documents.encoding",
            f"文件 {path.name} 第{fault.line}行有损坏的字符（字节 {shown}），按 {encoding} 读不出来",
            "请从来源重新导出，或在表格软件里打开后另存为“CSV UTF-8”。",
            "file",
        )
    )
