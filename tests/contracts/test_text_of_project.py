"""What no file of the project may hold, and how long one may grow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".toml", ".tsv", ".yaml", ".yml", ".cfg", ".json", ".txt", ""}
FOLDERS = ("src", "tests", "docs", "benchmarks", ".ci")
MADE = {"__pycache__", ".pytest_cache"}
FILES = sorted(
    path
    for top in [*(ROOT / name for name in FOLDERS), *ROOT.glob("*.*"), ROOT / "Makefile", ROOT / "NOTICE"]
    for path in (top.rglob("*") if top.is_dir() and top.name in FOLDERS else [top])
    if path.is_file() and path.suffix in TEXT and not MADE & set(path.parts)
)
CODE = [path for path in FILES if path.suffix == ".py"]
LONGEST = 400


def lines(path: Path) -> list[tuple[int, str]]:
    """The numbered lines of a file."""
    return list(enumerate(path.read_text(encoding="utf-8", errors="surrogateescape").splitlines(), 1))


def found(files: list[Path], pattern: str) -> list[str]:
    """Where ``pattern`` stands in ``files``; this file, which has to name what it forbids, is left out."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        if path != Path(__file__)
        for number, line in lines(path)
        if re.search(pattern, line)
    ]


def test_the_files_are_seen() -> None:
    assert {"src", "tests"} <= {path.relative_to(ROOT).parts[0] for path in FILES}
    assert ROOT / "pyproject.toml" in FILES


def test_no_path_of_one_machine() -> None:
    assert found(FILES, r"(?<![\w.<])/(?:home|work|root|Users|mnt|opt)/\w") == []
    assert found(FILES, r"(?:^|[\s\"'(=])/tmp/\w") == []


def test_no_address_of_a_local_host_or_private_index() -> None:
    assert found(FILES, r"(?:index-url|find-links|proxy\.(?:local|internal))") == []


def test_nothing_is_left_to_be_done_later() -> None:
    assert found(FILES, r"\b(?:TODO|FIXME|XXX(?!X))\b(?!-)") == []


def test_each_suppressed_check_says_why() -> None:
    assert found(CODE, r"#\s*noqa(?!: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*\s+[#-]\s*\w)") == []
    assert found(CODE, r"#\s*type: ignore(?!\[[\w, -]+\]\s+[#-]\s*\w)") == []


def test_no_naked_assert_in_the_package() -> None:
    assert found([path for path in CODE if "src" in path.relative_to(ROOT).parts], r"^\s*assert\b") == []


@pytest.mark.parametrize("path", [p for p in CODE if (ROOT / "src") in p.parents], ids=lambda p: p.name)
def test_a_module_stays_readable(path: Path) -> None:
    assert len(lines(path)) <= LONGEST
