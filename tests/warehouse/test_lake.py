"""The lake is one version at any moment: swapped whole, read on by whoever holds the one before."""

import threading
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

DAY = 86_400


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    yield
    engines.close()


def put(number, rows=3, *, grace=DAY):
    """Publish a lake whose one file holds the number in every row."""
    name = f"registry/0-{number}.parquet"
    with lake.writing():
        path = lake.folder() / name
        path.parent.mkdir(exist_ok=True)
        pq.write_table(pa.table({"n": [number] * rows}), path)
        table = lake.Table(rows, {"0": name}, {"0": rows}, {"0": f"sum{number}"})
        held = lake.manifest() or lake.Manifest()
        record = lake.Import(str(number), "2026-01-01T00:00:00+08:00", ("示例.csv",), {"inserted": rows})
        after = replace(held, tables={"registry": table}, imports=(*held.imports, record))
        return lake.publish(after, grace_seconds=grace)


def numbers(table):
    return engines.run(table)["n"].to_pylist()


def files():
    return {p.name for p in (lake.folder() / "registry").iterdir()}


def test_nothing_was_imported_yet():
    assert lake.manifest() is None
    with pytest.raises(Refused, match="登记库还是空的"):
        engines.table("registry")


def test_what_is_published_is_what_is_read():
    assert put(7).version == 1
    found = lake.manifest()
    assert found.tables["registry"].checksum == "sum7"
    assert found.imports[0].files == ("示例.csv",)
    assert numbers(engines.table("registry")) == [7, 7, 7]
    assert put(8).version == 2


def test_a_reader_of_the_version_before_reads_on():
    put(1)
    before = engines.table("registry")
    put(2)
    assert numbers(engines.table("registry")) == [2, 2, 2]
    assert numbers(before) == [1, 1, 1]
    assert set(lake.manifest().retired) == {"registry/0-1.parquet"}


def test_files_nobody_can_still_read_are_swept():
    for number in range(4):
        put(number, grace=0)
    assert files() == {"0-3.parquet"}


def test_a_file_no_manifest_names_is_swept_by_the_next_writer_and_not_by_a_reader():
    put(1)
    stray = lake.folder() / "registry" / "0-killed.parquet"
    stray.write_bytes(b"half")
    half = lake.folder() / f".{lake.MANIFEST}-abc"
    half.write_text("{")
    lake.manifest()
    assert stray.exists()
    with lake.writing():
        assert not stray.exists() and not half.exists()


def test_readers_see_one_whole_version_after_another():
    put(0)
    over, seen, broken = threading.Event(), [], []

    def read():
        while not over.is_set():
            found = lake.manifest()
            (name,) = found.tables["registry"].files.values()
            seen.append(found.version)
            if name != f"registry/0-{found.version - 1}.parquet" or not (lake.folder() / name).exists():
                broken.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 40):
        put(number)
    over.set()
    for reader in readers:
        reader.join()
    assert not broken
    assert len(set(seen)) > 1


def test_a_manifest_that_cannot_be_written_leaves_the_one_in_force(monkeypatch):
    put(1)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lake.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(2)
    monkeypatch.undo()
    assert lake.manifest().version == 1
    assert numbers(engines.table("registry")) == [1, 1, 1]
    put(3)
    assert not list(lake.folder().glob(f".{lake.MANIFEST}-*"))


def test_there_is_one_writer_at_a_time():
    with lake.writing(), pytest.raises(Refused, match="另一个导入正在进行"), lake.writing():
        pass
    with lake.writing():
        pass


def test_half_made_files_go_with_their_writer():
    with pytest.raises(RuntimeError), lake.writing():
        (lake.staging() / "half").write_text("x")
        raise RuntimeError
    assert not (lake.folder() / lake.STAGING).exists()
