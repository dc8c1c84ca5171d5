"""Where the file of an import lies."""

from pathlib import Path

from zhuchao.projects.models.imports import import_folder
from zhuchao.terms.refusal import Refusal, Refused


def file_of(code: str) -> Path:
    """The uploaded file of an import.

    Raises Refused when it is gone.
    """
    found = next(import_folder(code).glob("file.*"), None) if code.isalnum() else None
    if found is None:
        raise Refused(Refusal("projects.import-gone", "导入的文件已不在", "请重新上传。", "file"))
    return found


def rejects_file(code: str) -> Path | None:
    """The rejected rows of an import, as a workbook with the file's own headings; None when there are none."""
    path = import_folder(code) / "rejects.xlsx"
    return path if path.is_file() else None
