"""Files taken in for an import: which headings they have and which of ours these are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.columns import CHINESE, match_columns
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How many files at once and how many MB together."""

    files: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One file: ``known`` are the columns of ours it has, ``missing`` the needed ones it lacks."""

    name: str
    size: str
    headings: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OurColumn:
    """One column of ours; ``automatic`` is the heading it is taken from when nothing is chosen."""

    key: str
    label: str
    automatic: str
    required: bool


@dataclass(frozen=True, slots=True)
class UploadView:
    """An upload; ``headings`` are those every file has, the only ones that can be chosen for all."""

    code: str
    files: tuple[UploadedFile, ...]
    headings: tuple[str, ...]
    columns: tuple[OurColumn, ...]


def upload_limits() -> UploadLimits:
    """What the page takes (rulebook ``companies.upload-limits``)."""
    value: Any = rulebook.rule("companies.upload-limits", on=timezone.localdate()).value
    return UploadLimits(int(value["files"]), int(value["total_mb"]))


def upload(actor: Actor, code: str) -> UploadView | None:
    """An upload of the actor's; None when it is gone, another's, or the actor may not import."""
    path = Path(settings.ZHUCHAO_HOME) / "imports" / "uploads" / code / "upload.json"
    if not rights.may_import(actor) or not code.isalnum() or not path.is_file():
        return None
    about = json.loads(path.read_text(encoding="utf-8"))
    if about["person"] != actor.person_code:
        return None
    files = tuple(_file(f["name"], f["bytes"], f["columns"]) for f in about["files"])
    shared = [h for h in files[0].headings if all(h in f.headings for f in files)]
    matched = _matched(files[0].headings)
    required = _rules()[1]
    columns = (OurColumn(k, label, matched.get(k, ""), k in required) for k, label in CHINESE.items())
    return UploadView(code, files, tuple(shared), tuple(columns))


def mapping_faults(found: UploadView, mapping: Mapping[str, str]) -> list[Refusal]:
    """Why the files could not be read with these columns, each file that lacks one named."""
    known, required = _rules()
    faults = []
    for file in found.files:
        try:
            match_columns(file.headings, known, required, mapping)
        except Refused as refused:
            faults += [
                Refusal(r.rule, f"{file.name}：{r.reason}", "请指定对应的列，或改好表头后重新上传。")
                for r in refused.refusals
            ]
    return faults


def _rules() -> tuple[dict[str, Sequence[str]], Sequence[str]]:
    today = timezone.localdate()
    known: Any = rulebook.rule("registry.columns", on=today).value
    required: Any = rulebook.rule("registry.required-columns", on=today).value
    return dict(known), list(required)


def _matched(headings: Sequence[str]) -> dict[str, str]:
    return match_columns(headings, _rules()[0], ())


def _file(name: str, size: int, headings: Sequence[str]) -> UploadedFile:
    matched = _matched(headings)
    taken = set(matched.values())
    return UploadedFile(
        name=name,
        size=f"{size / _MB:,.1f} MB" if size >= _MB else f"{max(size // 1024, 1)} KB",
        headings=tuple(headings),
        known=tuple(CHINESE[c] for c in CHINESE if c in matched),
        unknown=tuple(h for h in headings if h not in taken),
        missing=tuple(CHINESE[c] for c in _rules()[1] if c not in matched),
    )
