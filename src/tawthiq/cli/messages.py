"""What a person is told on standard error while a command runs: lines, and on a terminal a progress bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from tawthiq.cli.terminal import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Messages:
    """Lines about a batch. A bar appears with the second report, where ``stream`` is a terminal.

    ``total``: bytes of all inputs, None where nobody knows.
    """

    def __init__(self, stream: TextIO, total: int | None) -> None:
        self._stream, self._total = stream, total
        self._reports = self._bytes = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def line(self, text: str) -> None:
        """Say one line, above the bar if there is one."""
        if self._bar is None:
            self._stream.write(one_line(text) + "\n")
            self._stream.flush()
        else:
            self._bar.console.print(one_line(text), markup=False, highlight=False, emoji=False, soft_wrap=True)

    def advance(self, number: int) -> None:
        """Bytes of the inputs are done."""
        self._bytes += number
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._bytes, reports=self._reports)

    def report(self) -> None:
        """A report is done."""
        self._reports += 1
        if self._reports == 2 and self._stream.isatty():
            self._start()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[reports]} reports"),
            TimeRemainingColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._task = self._bar.add_task("", total=self._total, completed=self._bytes, reports=self._reports)
        self._bar.start()


class Building:
    """Tells how far a build is: a line that grows on a terminal, one line in a file, nothing where all is there."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = False

    def __call__(self, message: str, share: float) -> None:
        """``share``: how much is done, 0…1."""
        if share >= 1 and not self._begun:
            return
        if self._stream.isatty():
            self._stream.write(f"\r\x1b[K{share:4.0%} {one_line(message)}" + ("\n" if share >= 1 else ""))
        elif not self._begun or share >= 1:
            self._stream.write(f"{one_line(message)} …\n" if share < 1 else f"{one_line(message)}\n")
        self._begun = True
        self._stream.flush()
