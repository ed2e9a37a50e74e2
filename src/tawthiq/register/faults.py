"""What databases say when they fail, in words that say what to do."""

from __future__ import annotations

from tawthiq.errors import NotARegister, RegisterError

_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "disk is full",
        "the disk is full. What was acknowledged is kept: free some space and run the same command again",
    ),
    (
        "disk i/o error",
        "the disk cannot be read or written (is it full, or was it unplugged?). What was acknowledged is kept: "
        "mend that and run the same command again",
    ),
    ("database is locked", "another program has been writing to it for a minute: wait until it is done, or stop it"),
    ("readonly database", "it may not be written: ask for the right to write the file and the folder it lies in"),
    ("unable to open", "it cannot be opened: does its folder exist, and may you write there?"),
    ("is append-only", "its history cannot be changed or deleted: take a decision back with tawthiq undo"),
)
_DAMAGE = ("malformed", "not a database", "file is encrypted")


def in_words(fault: Exception, name: str) -> RegisterError:
    """The error that a fault of the database behind the register ``name`` becomes."""
    said = str(getattr(fault, "orig", None) or fault)
    low = said.casefold()
    for sign, advice in _FAULTS:
        if sign in low:
            return RegisterError(f"{name}: {advice}")
    if any(sign in low for sign in _DAMAGE):
        return NotARegister(
            f"{name} is damaged, or no register: take it from your last backup (keep this file; the sqlite3 command "
            "«.recover» may save more)"
        )
    first = said.strip().splitlines()[0] if said.strip() else type(fault).__name__
    return RegisterError(f"{name}: the database refused: {first}")
