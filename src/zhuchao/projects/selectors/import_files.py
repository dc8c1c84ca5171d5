"""What lies in the home of an import: the uploaded file, how far its writing is, its rejected rows."""

from pathlib import Path

import xlsxwriter

from zhuchao.ledger.models import new_code
from zhuchao.projects.models import ProjectImport
from zhuchao.projects.models.imports import ImportState, import_folder
from zhuchao.terms.refusal import Refusal, Refused


def file_of(code: str) -> Path:
    """The uploaded file of an import.

    Raises Refused when it is gone.
    """
    found = next(import_folder(code).glob("file.*"), None) if code.isalnum() else None
    if found is None:
        raise Refused(Refusal("projects.import-gone", "导入的文件已不在", "请重新上传。", "file"))
    return found


def progress_of(code: str) -> int:
    """How far the writing of an import is, in per cent, as its writer noted it last; 0 when it noted nothing."""
    try:
        return int((import_folder(code) / "progress").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def rejects_file(run: ProjectImport) -> Path | None:
    """The rejected rows of an import that was done, as a workbook that can be mended and imported again; None when there
    are none. It is made from the rows kept with the import whenever it is not there."""
    if run.state == ImportState.RECEIVED:
        return None
    if not run.rejected:
        # An import of before the rows were kept: the file that was written with it.
        before = import_folder(run.code) / "rejects.xlsx"
        return before if before.is_file() else None
    path = import_folder(run.code) / "rejected.xlsx"
    if not path.is_file():
        _make(path, run.rejected["headings"], run.rejected["rows"])
    return path


def _make(path: Path, headings: list[str], rows: list[tuple[int, list[str], str]]) -> None:
    """The file's own headings and rows, beside them the number of the row and what is wrong with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all, also when two ask for it at once.
    begun = path.with_name(f"{new_code()}.part")
    try:
        with xlsxwriter.Workbook(str(begun), {"strings_to_numbers": False}) as book:
            sheet = book.add_worksheet("退回的行")
            for column, text in enumerate((*headings, "行号", "退回原因")):
                sheet.write_string(0, column, text)
            for place, (number, cells, reasons) in enumerate(rows, start=1):
                for column, text in enumerate((*cells, str(number), reasons)):
                    sheet.write_string(place, column, text)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)
