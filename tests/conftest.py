"""What every test may ask for, and the rule on skipping.

A test that needs something which is not on this machine skips and says so. With ``CI=true`` only the absence of
``../shared`` may skip: any other skip fails the run, so that nothing is left out unseen.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NO_SHARED = "../shared is not on this machine"

_SKIPS = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of benchmarks and gazetteer lists beside the project; the test skips where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Path:
    """The file of a built gazetteer, kept between runs in pytest's cache; workers that ask at once share one build."""
    from tawthiq.places.build import build

    return build(cache_dir(pytestconfig))


@pytest.fixture(scope="session")
def environment(gazetteer: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment for running ``tawthiq`` as a command: the built gazetteer, a data folder of its own, no colours."""
    own = {
        "TAWTHIQ_CACHE": str(gazetteer.parent),
        "TAWTHIQ_DATA": str(tmp_path_factory.mktemp("data")),
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "PYTHONUTF8": "1",
    }
    return dict(os.environ) | own


def cache_dir(config: pytest.Config) -> Path:
    """Where the tests keep their gazetteer between runs."""
    if config.cache is None:
        raise pytest.UsageError("the tests keep their gazetteer in pytest's cache: run without -p no:cacheprovider")
    return config.cache.mkdir("gazetteer")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SKIPS] = []
    config.pluginmanager.register(SkipRule(config), "skip-rule")


class SkipRule:
    """Under ``CI=true``, fails a run in which anything but the absence of ``../shared`` skipped a test."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.strict = os.environ.get("CI") == "true" and not hasattr(config, "workerinput")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report.nodeid, report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._note(report.nodeid, report.longrepr)

    def _note(self, nodeid: str, reason: object) -> None:
        words = str(reason[2]) if isinstance(reason, tuple) else str(reason)
        if "../shared" not in words:
            self.config.stash[_SKIPS].append(f"{nodeid}: {words}")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.strict and self.config.stash[_SKIPS]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not (self.strict and self.config.stash[_SKIPS]):
            return
        terminalreporter.section("skipped under CI for a reason other than the absence of ../shared", red=True)
        for line in self.config.stash[_SKIPS]:
            terminalreporter.line(line)
