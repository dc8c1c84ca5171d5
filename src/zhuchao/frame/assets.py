"""Addresses of what the front-end build made; names carry the hash of their content."""

import functools
import json
from pathlib import Path

from django.templatetags.static import static

DIST = Path(__file__).parent / "static" / "dist"


@functools.cache
def _manifest() -> dict[str, str]:
    kept = DIST / "manifest.json"
    if not kept.exists():
        return {}
    names: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return names


def asset(name: str) -> str:
    """The address of a built file by its plain name (``app.css``).

    Before the first build the plain name stands, so that pages still render.
    """
    return static(f"dist/{_manifest().get(name, name)}")
