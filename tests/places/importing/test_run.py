"""Imports are whole or not at all: killed ones, two at once, the same file again, a layer's name taken."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.places.conftest import Import
from tests.places.importing import lists

from tawthiq.errors import GazetteerError, InputError, UsageError
from tawthiq.places import layers as kept
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.schema import LAYOUT

CHILD = """
import os, signal
from pathlib import Path
from tawthiq.places.importing import run
from tawthiq.places.store import Store
moved = run._move
def move(part, path):
    {before}
    moved(part, path)
run._move = move
order = run.Order(Path({file!r}), layer={layer!r})
base = Store.open(Path({base!r}))
run.import_file(order, Path({folder!r}), base, "2031-03-12T10:00:00+00:00", lambda _message, _share: None)
"""


def child(file: Path, layer: str, layers: Path, folder: Path, before: str = "pass") -> subprocess.Popen[bytes]:
    code = CHILD.format(
        file=str(file), layer=layer, folder=str(layers), base=str(folder / "places.sqlite"), before=before
    )
    return subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "SY.txt"
    path.write_text(lists.GEONAMES, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_import_leaves_the_earlier_layers_and_is_swept_up(
    table: Path, bring: Import, layers: Path, folder: Path
) -> None:
    bring(table, layer="first")
    before = (layers / "first.sqlite").read_bytes()
    victim = child(table, "second", layers, folder, before="os.kill(os.getpid(), signal.SIGKILL)")
    victim.communicate()
    assert victim.returncode == -signal.SIGKILL
    assert len(list(layers.glob(".layer-*"))) >= 1
    assert [layer.name for layer in kept.layers(layers)] == ["first"]
    bring(table, layer="third")
    assert list(layers.glob(".layer-*")) == []
    assert [layer.name for layer in kept.layers(layers)] == ["first", "third"]
    assert (layers / "first.sqlite").read_bytes() == before


def test_two_imports_at_once_make_two_layers(table: Path, layers: Path, folder: Path) -> None:
    both = [child(table, name, layers, folder) for name in ("one", "two")]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0), (b"", 0)]
    found = kept.layers(layers)
    assert sorted(layer.name for layer in found) == ["one", "two"]
    assert sorted(layer.order for layer in found) == [1, 2]


def test_the_same_file_again_changes_nothing(table: Path, bring: Import, layers: Path) -> None:
    assert bring(table).made
    before = (layers / "sy.sqlite").stat().st_mtime_ns
    again = bring(table)
    assert (again.made, again.layer.name) == (False, "sy")
    assert (layers / "sy.sqlite").stat().st_mtime_ns == before


def test_another_file_of_the_same_name_needs_a_word(table: Path, bring: Import, layers: Path) -> None:
    bring(table, layer="old")
    bring(table, layer="other")
    table.write_text(lists.GEONAMES.replace("9000001", "9000009"), encoding="utf-8")
    with pytest.raises(UsageError, match="name this one with --as-layer, or put it in that one's place with --replace"):
        bring(table, layer="old")
    outcome = bring(table, layer="old", replace=True)
    assert outcome.made
    assert [layer.name for layer in kept.layers(layers)] == ["old", "other"]


def test_a_failed_replacement_keeps_the_layer(table: Path, bring: Import, layers: Path) -> None:
    bring(table)
    before = (layers / "sy.sqlite").read_bytes()
    table.write_text("9000001\tbroken\n", encoding="utf-8")
    with pytest.raises(InputError):
        bring(table, format="geonames", replace=True)
    assert (layers / "sy.sqlite").read_bytes() == before
    assert (layers / "sy.rows.tsv").is_file()


@pytest.mark.parametrize("name", ["../evil", "Ab", "a/b", ".hidden", "x" * 65, "مثال"])
def test_a_name_that_is_none(name: str, table: Path, bring: Import) -> None:
    with pytest.raises(UsageError, match="cannot name a layer"):
        bring(table, layer=name)


def test_layers_are_listed_in_order_and_removed(table: Path, bring: Import, layers: Path) -> None:
    for name in ("b", "a"):
        bring(table, layer=name)
    assert [layer.name for layer in kept.layers(layers)] == ["b", "a"]
    assert kept.remove(layers, "b").places == 3
    assert [layer.name for layer in kept.layers(layers)] == ["a"]
    assert sorted(path.name for path in layers.iterdir()) == ["a.rows.tsv", "a.sqlite", "layers.lock"]
    with pytest.raises(UsageError, match="there is no layer «b»; imported are: a"):
        kept.remove(layers, "b")
    assert kept.layers(layers / "nowhere") == []


@pytest.mark.parametrize("damage", ["cut", "words", "version"])
def test_a_damaged_layer_is_an_error_not_fewer_places(
    damage: str, table: Path, bring: Import, layers: Path, layered: Callable[[], Gazetteer]
) -> None:
    bring(table)
    path = layers / "sy.sqlite"
    if damage == "version":
        connection = sqlite3.connect(path)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'layout'", (str(LAYOUT - 1),))
        connection.commit()
        connection.close()
    else:
        path.write_bytes(path.read_bytes()[:700] if damage == "cut" else b"no database" * 100)
    (layer,) = kept.layers(layers)
    assert layer.damaged is not None
    with pytest.raises(GazetteerError, match="tawthiq gazetteer remove sy"):
        layered()


def test_progress_grows_to_one(table: Path, layers: Path, store: object) -> None:
    from tawthiq.places.importing.run import Order, import_file

    told: list[float] = []
    import_file(Order(table), layers, store, "2031-01-01", lambda _message, share: told.append(share))  # type: ignore[arg-type]  # the fixture's own type
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_folder_that_cannot_be_written(table: Path, store: object, tmp_path: Path) -> None:
    from tawthiq.places.importing.run import Order, import_file

    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="set TAWTHIQ_DATA to another folder"):
        import_file(Order(table), tmp_path / "file" / "x", store, "2031-01-01", lambda _message, _share: None)  # type: ignore[arg-type]  # the fixture's own type
