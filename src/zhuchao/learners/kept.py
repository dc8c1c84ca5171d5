"""Trained models in versions: ``$ZHUCHAO_HOME/models/<name>/<version>/`` and a pointer to the one in force.

A version never changes. It is written beside the others and the pointer is replaced last, so a command that is
killed leaves the model in force as it was. Numbers are kept as NumPy arrays without pickles, the rest as JSON:
loading a model runs no code of its own.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from zhuchao.warehouse.lake import write_durably

_POINTER, _CARD, _ARRAYS, _PLAIN = "current.json", "card.json", "arrays.npz", "plain.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A model as it lies there. ``card`` says from what and when it was fitted and how well it did."""

    version: str
    card: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    plain: Mapping[str, Any]


def folder(name: str) -> Path:
    """Where the versions of a model lie; it need not exist."""
    return Path(settings.ZHUCHAO_HOME) / "models" / name


def keep(
    name: str,
    at: datetime,
    *,
    card: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]],
    plain: Mapping[str, Any],
) -> str:
    """Write a version and put it in force; gives the version: its time and a digest of its content."""
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)  # type: ignore[arg-type]
    content = {
        _ARRAYS: packed.getvalue(),
        _PLAIN: json.dumps(plain, ensure_ascii=False, sort_keys=True).encode(),
    }
    digest = hashlib.sha256(b"".join(content[k] for k in sorted(content))).hexdigest()
    version = f"{at:%Y%m%dT%H%M%S}-{digest[:8]}"
    target = folder(name) / version
    target.mkdir(parents=True, exist_ok=True)
    content[_CARD] = json.dumps({**card, "version": version, "sha256": digest}, ensure_ascii=False).encode()
    for file, bytes_ in content.items():
        write_durably(target / file, bytes_)
    write_durably(folder(name) / _POINTER, json.dumps({"version": version}).encode())
    return version


def version_in_force(name: str) -> str:
    """The version the pointer names; empty when nothing was trained."""
    try:
        return str(json.loads((folder(name) / _POINTER).read_text(encoding="utf-8"))["version"])
    except FileNotFoundError:
        return ""


def load(name: str, version: str) -> Kept:
    """A version as it was kept. Raises FileNotFoundError when there is none."""
    place = folder(name) / version
    with np.load(place / _ARRAYS, allow_pickle=False) as packed:
        arrays = {key: packed[key] for key in packed.files}
    return Kept(
        version,
        json.loads((place / _CARD).read_text(encoding="utf-8")),
        arrays,
        json.loads((place / _PLAIN).read_text(encoding="utf-8")),
    )


def digest_of(path: Path) -> str:
    """SHA-256 of a file, for a card."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cards(name: str) -> list[dict[str, Any]]:
    """The cards of every version, the newest first."""
    found = sorted(folder(name).glob(f"*/{_CARD}"), reverse=True)
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]
