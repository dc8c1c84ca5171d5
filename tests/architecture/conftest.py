"""What the architecture tests read: the source tree itself."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Tree:
    """The project's files as git knows them, and their syntax."""

    root = ROOT
    package = ROOT / "src" / "zhuchao"

    @cache  # noqa: B019 - one tree for the whole run
    def files(self) -> tuple[Path, ...]:
        """Every file that is or would be committed."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return tuple(p for name in sorted(set(listed.split("\0"))) if name and (p := ROOT / name).is_file())

    def python(self, *folders: str) -> list[Path]:
        """Python files under the folders (the whole project when none is named), no migrations."""
        tops = [ROOT / f for f in folders] or [ROOT]
        return [
            p
            for p in self.files()
            if p.suffix == ".py"
            and "migrations" not in p.relative_to(ROOT).parts
            and any(p.is_relative_to(t) for t in tops)
        ]

    def nouns(self) -> list[Path]:
        """The folders of ``src/zhuchao``."""
        return sorted(p for p in self.package.iterdir() if p.is_dir() and p.name != "__pycache__")

    def flows(self) -> list[Path]:
        """Every flow: one file of a ``flows`` folder that does not begin with an underscore."""
        return [
            p
            for p in self.python("src")
            if p.parent.name == "flows" and p.stem != "__init__" and not p.stem.startswith("_")
        ]

    def engines(self) -> list[Path]:
        """Every file of an ``engine`` floor of a noun."""
        return [
            p
            for p in self.python("src")
            if len(r := p.relative_to(self.package).parts) > 1 and r[1] in ("engine", "engine.py")
        ]

    @staticmethod
    @cache
    def syntax(path: Path) -> ast.Module:
        """The parsed file."""
        return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))

    @staticmethod
    def shown(path: Path) -> str:
        """The path as a reader would write it."""
        return str(path.relative_to(ROOT))


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The source tree."""
    return Tree()
