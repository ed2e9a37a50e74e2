"""Folders, names that cannot be read, and what a reader leaves behind when it is stopped early."""

from __future__ import annotations

import json
from pathlib import Path

from tawthiq.model.report import Report
from tawthiq.readers import SUFFIXES, Metadata, Rejected, read, total_bytes

TEXT = "قصف مدفعي على أطراف بلدة سرمين"  # artillery shelling on the outskirts of Sarmin


def test_a_folder_is_read_with_its_folders_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.TXT", ".hidden.txt", ".git/c.txt", "c/z.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"text": name}) if name.endswith("l") else f"{name}: {TEXT}", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = list(read([tmp_path], defaults=Metadata()))
    names = [item.text.split(":")[0] if isinstance(item, Report) else Path(item.source).name for item in found]
    assert names == ["a/1.TXT", "a/2.md", "b.txt", "c/z.jsonl", "picture.png"]
    assert isinstance(found[-1], Rejected)
    assert all(suffix in found[-1].reason for suffix in SUFFIXES)


def test_names_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "README").write_text(TEXT, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    inputs = [tmp_path / "none.txt", tmp_path / "empty", tmp_path / "README", tmp_path / "folder.txt"]
    missing, empty, bare, folder = read(inputs, defaults=Metadata())
    assert missing == Rejected(str(inputs[0]), None, "no such file or folder")
    assert isinstance(empty, Rejected)
    assert empty.reason.startswith("a folder without a file")
    assert isinstance(bare, Rejected)
    assert bare.reason.startswith("files without a suffix are not read; what is read: .txt")
    assert isinstance(folder, Rejected)


def test_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("ب", encoding="utf-8")
    (tmp_path / "a.txt").write_text("أ", encoding="utf-8")
    found = read([tmp_path / "b.txt", str(tmp_path / "a.txt")], defaults=Metadata())
    assert [item.text for item in found if isinstance(item, Report)] == ["ب", "أ"]


def test_a_reader_may_be_stopped_early(tmp_path: Path) -> None:
    for name, content in (("a.csv", "text\nأ\nب\n"), ("b.jsonl", '{"text": "a"}\n' * 2)):
        path = tmp_path / name
        path.write_text(content, encoding="utf-16" if name == "b.jsonl" else "utf-8")
        items = read([path], defaults=Metadata())
        assert isinstance(next(items), Report)
        items.close()  # type: ignore[attr-defined]  # a generator


def test_the_size_of_all_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_bytes(b"123")
    assert total_bytes([tmp_path]) == 8
    assert total_bytes([tmp_path, "-"]) is None
    assert total_bytes([tmp_path / "none.txt"]) is None
