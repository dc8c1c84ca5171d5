"""What the architecture tests read: the source tree itself."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Tree:
    """The project's files as git knows them, and their syntax."""

    root = ROOT
    package = ROOT / "src" / "zhuchao"
    #: Standard modules that read the world: what decides or computes is handed what it needs.
    world = frozenset(
        [
            "os",
            "io",
            "pathlib",
            "socket",
            "subprocess",
            "shutil",
            "tempfile",
            "urllib",
            "http",
            "sqlite3",
            "time",
            "threading",
            "asyncio",
            "logging",
        ]
    )
    #: Whose clock: the name before the dot and the name after it.
    clocks = frozenset(
        {
            ("date", "today"),
            ("datetime", "now"),
            ("datetime", "today"),
            ("datetime", "utcnow"),
            ("time", "time"),
            ("ibis", "now"),
        }
    )

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

    def imports(self, path: Path) -> Iterator[str]:
        """Dotted names of what a file imports; a relative import begins with its dots.

        ``from zhuchao import x`` names a noun, ``from pathlib import PurePath`` no file.
        """
        for node in ast.walk(self.syntax(path)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                whole = node.module not in ("zhuchao", "pathlib")
                start = "." * node.level + (node.module or "")
                yield from [start] if whole else (f"{start}.{alias.name}" for alias in node.names)

    def clock(self, node: ast.AST) -> bool:
        """Whether an expression reads a clock."""
        if not isinstance(node, ast.Attribute):
            return False
        owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
        return (owner, node.attr) in self.clocks

    @staticmethod
    def shown(path: Path) -> str:
        """The path as a reader would write it."""
        return str(path.relative_to(ROOT))


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The source tree."""
    return Tree()
