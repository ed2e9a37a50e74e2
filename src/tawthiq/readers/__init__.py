"""Files to reports: text, Markdown, JSON Lines, CSV, folders and standard input, one report at a time.

What cannot be read is handed on as :class:`Rejected`, with its place and the reason, and the batch goes on.
"""

from tawthiq.readers.entry import MAX_REPORT_BYTES, Entry, Metadata, Note, Rejected, iso_date
from tawthiq.readers.inputs import SUFFIXES, entries, read, total_bytes

__all__ = [
    "MAX_REPORT_BYTES",
    "SUFFIXES",
    "Entry",
    "Metadata",
    "Note",
    "Rejected",
    "entries",
    "iso_date",
    "read",
    "total_bytes",
]
