"""Every rule of every import contract catches a planted violation (design.md §1).

The plants go into a skeleton: the same modules as the project's, but empty, so that nothing else can break
a contract. One run for each contract; each plant must be named in its report.
"""

import configparser
import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
NOUN = "companies"  # the noun whose floors carry the plants
CONTRACTS = {
    "nouns-one-way",
    "floors",
    "pure-engines",
    "rows-behind-flows",
    "tables-behind-selectors",
    "ways-in-apart",
    "no-cycles",
}


class Plant(NamedTuple):
    """``importer`` gets a line that imports ``imported``; the report must then name ``told``."""

    contract: str
    importer: str
    imported: str
    told: str = ""


def _config() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def _lines(contract: str, key: str) -> list[str]:
    return _config()[f"importlinter:contract:{contract}"][key].split("\n")[1:]


def _layers(contract: str) -> list[list[str]]:
    return [[name.strip(" ()") for name in line.split("|")] for line in _lines(contract, "layers")]


def _noun_plants() -> list[Plant]:
    layers = _layers("nouns-one-way")
    plants = []
    for above, below in itertools.pairwise(layers):
        plants.append(Plant("nouns-one-way", f"{below[0]}.planted_up", f"{above[0]}.planted"))
    for layer in layers:
        for one, other in itertools.pairwise(layer):
            plants.append(Plant("nouns-one-way", f"{one}.planted_side", f"{other}.planted"))
    # A folder that nobody placed in the order.
    plants.append(Plant("nouns-one-way", "utils.planted", "", "zhuchao.utils"))
    return plants


def _floor_plants() -> list[Plant]:
    layers = _layers("floors")
    plants = []
    for above, below in itertools.pairwise(layers):
        plants.append(Plant("floors", f"{NOUN}.{below[0]}.planted_up", f"{NOUN}.{above[0]}.planted"))
    for layer in layers:
        for one, other in itertools.pairwise(layer):
            plants.append(Plant("floors", f"{NOUN}.{one}.planted_side", f"{NOUN}.{other}.planted"))
    for container in _lines("floors", "containers"):
        noun = container.removeprefix("zhuchao.")
        plants.append(Plant("floors", f"{noun}.helpers.planted", "", f"zhuchao.{noun}.helpers"))
    return plants


def _engine_plants() -> list[Plant]:
    plants = []
    for number, module in enumerate(_lines("pure-engines", "forbidden_modules")):
        imported = module.removeprefix("zhuchao.") if module.startswith("zhuchao.") else f"!{module}"
        for source in ("terms", f"{NOUN}.engine"):
            told = f"zhuchao.{source}.planted{number} -> {module}"
            plants.append(Plant("pure-engines", f"{source}.planted{number}", imported, told))
    return plants


def _protected_plants() -> list[Plant]:
    outsiders = {
        "rows-behind-flows": ("web", "api", "cli", "apps", "analytics", "engine"),
        "tables-behind-selectors": ("web", "api", "cli", "apps", "models", "engine"),
        "ways-in-apart": ("flows", "selectors", "store", "models", "analytics", "engine"),
    }
    plants = []
    for contract, importers in outsiders.items():
        for pattern in _lines(contract, "protected_modules"):
            floor = pattern.removeprefix("zhuchao.*.")
            for importer in importers:
                # Across nouns: chains stands above companies, so no other contract would catch it.
                name = f"chains.{importer}.planted_{contract.replace('-', '_')}_{floor}"
                plants.append(Plant(contract, name, f"{NOUN}.{floor}.planted"))
    plants.append(Plant("rows-behind-flows", "site.planted_rows", f"{NOUN}.models.planted"))
    plants.append(Plant("ways-in-apart", "demo.flows.planted_way", f"{NOUN}.web.planted"))
    return plants


def _cycle_plants() -> list[Plant]:
    return [
        Plant("no-cycles", f"{NOUN}.flows.planted_one", f"{NOUN}.flows.planted_two", f"zhuchao.{NOUN}.flows"),
        Plant("no-cycles", f"{NOUN}.flows.planted_two", f"{NOUN}.flows.planted_one", f"zhuchao.{NOUN}.flows"),
        Plant("no-cycles", "terms.planted_one", "terms.planted_two", "zhuchao.terms"),
        Plant("no-cycles", "terms.planted_two", "terms.planted_one", "zhuchao.terms"),
    ]


PLANTS = [*_noun_plants(), *_floor_plants(), *_engine_plants(), *_protected_plants(), *_cycle_plants()]


def _write(package: Path, module: str, line: str = "") -> None:
    path = package.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(package).parents:
        (package / folder / "__init__.py").touch()
    # A floor may be one file in the project; with something planted inside it is a folder.
    flat = path.parent.with_suffix(".py")
    if flat.is_file() and flat != package.with_suffix(".py"):
        flat.unlink()
    with path.open("a", encoding="utf-8") as out:
        out.write(line)


def _skeleton(folder: Path) -> Path:
    real = ROOT / "src" / "zhuchao"
    package = folder / "zhuchao"
    for source in real.rglob("*.py"):
        if (source.parent / source.stem).is_dir():
            continue
        empty = package / source.relative_to(real)
        empty.parent.mkdir(parents=True, exist_ok=True)
        empty.touch()
    shutil.copy(ROOT / ".importlinter", folder)
    return package


def _plant(package: Path, plant: Plant) -> None:
    if plant.imported.startswith("!"):
        _write(package, plant.importer, f"import {plant.imported[1:]}\n")
    elif plant.imported:
        if not (package / plant.imported.replace(".", "/")).is_dir():
            _write(package, plant.imported)
        _write(package, plant.importer, f"import zhuchao.{plant.imported}\n")
    else:
        _write(package, plant.importer)


def _report(folder: Path, *contracts: str) -> tuple[int, str]:
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    ran = subprocess.run(
        [str(LINTER), "--no-cache", *chosen],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, re.sub(r"\s+", " ", ran.stdout + ran.stderr)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of each contract with all of its plants in the skeleton."""
    found = {}
    for contract in sorted(CONTRACTS):
        folder = tmp_path_factory.mktemp(contract)
        package = _skeleton(folder)
        for plant in PLANTS:
            if plant.contract == contract:
                _plant(package, plant)
        status, found[contract] = _report(folder, contract)
        assert status != 0, found[contract]
    return found


def test_every_contract_of_the_project_has_plants():
    named = {s.removeprefix("importlinter:contract:") for s in _config().sections() if ":contract:" in s}
    assert named == CONTRACTS == {p.contract for p in PLANTS}


def test_the_project_keeps_every_contract():
    ran = subprocess.run([str(LINTER)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]


def test_the_bare_skeleton_breaks_nothing(tmp_path):
    _skeleton(tmp_path)
    status, report = _report(tmp_path)
    assert status == 0, report[-2000:]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.contract}:{p.importer}")
def test_a_planted_violation_is_named(plant, reports):
    told = plant.told or f"zhuchao.{plant.importer} -> zhuchao.{plant.imported}"
    assert told in reports[plant.contract]
