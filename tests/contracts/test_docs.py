"""The documents say what the code does: commands, options, codes, variables, links and examples are checked."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OUTWARD = ("http://", "https://", "mailto:")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """``docs/generate.py`` as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def anchors(page: Path) -> set[str]:
    """The places that a link may name in a page, as GitHub makes them of its headings."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page.read_text(encoding="utf-8")))
    return {word.strip().replace(" ", "-") for word in words}


def test_the_reference_is_up_to_date() -> None:
    run = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_output_and_figures_are_those_of_real_runs(environment: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "docs/pictures.py", "--check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_every_command_option_and_argument_says_what_it_does(generate: ModuleType) -> None:
    import tawthiq.cli

    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    silent = []
    for path, command in generate.commands(typer.main.get_command(tawthiq.cli.app), "tawthiq"):
        assert f"## `{path}`" in page
        if not command.help:
            silent.append(path)
        for name, text in generate.options(command):
            assert name == "--help" or f"`{name}`" in page.replace("\\|", "|")
            if not text:
                silent.append(f"{path} {name}")
    assert silent == []


def test_every_code_is_documented_in_both_languages(generate: ModuleType) -> None:
    page = (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8")
    lists = sorted(generate.CODES.glob("*.yaml"))
    rows: list[dict[str, Any]] = [
        row for path in lists for row in generate.entries(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    assert lists
    assert rows
    assert [r for r in rows if not (generate.label(r, "en") and generate.label(r, "ar") and generate.meaning(r))] == []
    assert [row["code"] for row in rows if f"| `{row['code']}` |" not in page.replace("\\|", "|")] == []
    closed = generate.closed_lists()
    assert [code for values in closed.values() for code in values if f"`{code}`" not in page] == []


def test_every_variable_of_the_environment_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    variables = set(re.findall(r"\bTAWTHIQ_[A-Z]+\b", code))
    assert variables
    assert variables == set(re.findall(r"`(TAWTHIQ_[A-Z]+)`", page))


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    explained = dict(re.findall(r"^(\w+):.*?  ## (.+)$", makefile, re.MULTILINE))
    assert sorted(explained) == sorted(phony.group(1).split())
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in explained if f"make {name}`" not in contributing] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(OUTWARD):
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name) if name else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            broken.append(target)
    assert broken == []


def examples() -> list[tuple[str, str]]:
    """The blocks of the documents that call ``tawthiq``, each with its page; those of a tutorial go on from one to the
    next, and are one."""
    found = []
    for page in PAGES:
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        calling = [block for block in blocks if re.search(r"^tawthiq ", block, re.MULTILINE)]
        if page.name.startswith("tutorial") and calling:
            calling = ["\n".join(calling)]
        found += [(page.relative_to(ROOT).as_posix(), block) for block in calling]
    return found


@pytest.mark.parametrize(("page", "block"), examples(), ids=[f"{page}-{n}" for n, (page, _) in enumerate(examples())])
def test_examples_run_as_written(page: str, block: str, environment: dict[str, str], tmp_path: Path) -> None:
    """Each block runs in a folder of its own that holds what a reader of the page has: the project's samples."""
    shutil.copytree(ROOT / "src/tawthiq/samples", tmp_path / "src/tawthiq/samples")
    command = Path(sys.executable).parent
    script = f"set -eu\nPATH={shlex.quote(str(command))}:$PATH\n{block}"
    run = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, f"{page}:\n{block}\n{run.stdout}\n{run.stderr}"
