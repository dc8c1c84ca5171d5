"""Where an evidence file lies and whether it is of a kind that may be kept."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

#: Folder in the home.
FOLDER = "evidence"
#: Bytes from the start of a file that decide its kind.
HEAD_BYTES = 512


def place(sha256: str) -> PurePosixPath:
    """The path of a file inside the home: two characters of the hash spread the folder."""
    return PurePosixPath(FOLDER, sha256[:2], sha256)


def suffix(name: str) -> str:
    """The suffix of a file name in lower case without its dot; empty when it has none."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def kind_fault(name: str, head: bytes, kinds: Mapping[str, Mapping[str, Any]]) -> str:
    """Why a file may not be kept, as a Chinese phrase; empty when it may.

    ``kinds`` maps a suffix to its ``type`` and to ``starts``, the hexadecimal signatures one of which
    the file must begin with; no signature means text, which has no zero byte.
    """
    ending = suffix(name)
    kind = kinds.get(ending)
    if not head:
        return "文件是空的"
    if kind is None:
        return f"不接受“{ending or '无扩展名'}”类型的文件，可用：{'、'.join(kinds)}"
    starts: Sequence[str] = kind.get("starts", ())
    if starts and not any(head.startswith(bytes.fromhex(s)) for s in starts):
        return f"文件内容不是 {ending} 格式，可能改过扩展名"
    if not starts and b"\x00" in head:
        return f"文件内容不是文本，与扩展名 {ending} 不符"
    return ""
