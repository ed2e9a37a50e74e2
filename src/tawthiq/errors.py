"""Everything that can go wrong, in one tree. Every message says what to do next.

TawthiqError
├── ModelError                a record that breaks the code book (also a ``ValueError``)
│   ├── EvidenceMismatch      evidence that is not the text it points to
│   └── MissingEvidence       a filled field that no words support
├── InputError                something given to us cannot be read; names file and row
├── RefdataError              a code list or lexicon row is wrong; names file and line
├── GazetteerError            the gazetteer cannot be built, opened or searched
├── RegisterError             the register cannot be opened, read or written
│   ├── NotARegister          a file or database that is something else, or was made by another version
│   └── UnknownRecord         nothing in the register has this id
├── SettingsError             a setting is missing or contradicts another
└── UsageError                a command was asked for something that it cannot do
"""

from __future__ import annotations


class TawthiqError(Exception):
    """Base of all errors that this package raises on purpose."""


class ModelError(TawthiqError, ValueError):
    """A record that breaks the code book."""


class EvidenceMismatch(ModelError):
    """Evidence whose quote is not ``text[start:end]``."""


class MissingEvidence(ModelError):
    """A filled field without the words that it was read from."""


class InputError(TawthiqError):
    """Something given to us cannot be read.

    ``source`` is the file's name as the user gave it (``-`` for standard input); ``row`` counts from 1 and is None
    where the whole file is at fault.
    """

    def __init__(self, reason: str, *, source: str, row: int | None = None) -> None:
        self.reason, self.source, self.row = reason, source, row
        where = source if row is None else f"{source}, row {row}"
        super().__init__(f"{where}: {reason}")


class RefdataError(TawthiqError):
    """A row of the reference data is wrong. Names file and line, so that an editor finds it."""

    def __init__(self, reason: str, *, file: str, line: int | None = None) -> None:
        self.reason, self.file, self.line = reason, file, line
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {reason}")


class GazetteerError(TawthiqError):
    """The gazetteer cannot be built, opened or searched."""


class RegisterError(TawthiqError):
    """The register cannot be opened, read or written."""


class NotARegister(RegisterError):
    """A file or database that is no register, is damaged, or was made by another version."""


class UnknownRecord(RegisterError):
    """Nothing in the register has this id."""


class SettingsError(TawthiqError):
    """A setting is missing or contradicts another."""


class UsageError(TawthiqError):
    """A command was asked for something that it cannot do."""
