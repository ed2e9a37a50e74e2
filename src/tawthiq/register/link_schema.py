"""The register's tables of links and incidents; the others are in :mod:`tawthiq.register.schema`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from tawthiq.register.schema import metadata

linkings = Table(
    "linkings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="in order"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("by", ForeignKey("people.number"), comment="the person who decided; null: the machine"),
    Column("method", Text, comment="of the machine: version of the weights, such as linking/1"),
    Column("action", Text, nullable=False, comment="link (the machine), merge, split, relate or undo"),
    Column("undoes", ForeignKey("linkings.number"), comment="of an undo: the linking taken back"),
    comment="Runs of link, and what persons decided on links. Append-only.",
)

linking_words = Table(
    "linking_words",
    metadata,
    Column("linking", ForeignKey("linkings.number"), primary_key=True, comment="what a person decided"),
    Column("reason", Text, nullable=False, comment="why, in the person's words"),
    comment="The words of linkings. A row can be erased, never changed, and only once a tombstone stands for it.",
)

links = Table(
    "links",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="in order"),
    Column("linking", ForeignKey("linkings.number"), nullable=False, index=True, comment="the linking that made it"),
    Column("one", ForeignKey("events.number"), nullable=False, index=True, comment="an event"),
    Column("other", ForeignKey("events.number"), nullable=False, index=True, comment="another event"),
    Column("kind", Text, nullable=False, comment="same, different, part_of, follow_up, contradicts or unsure"),
    Column("score", Float, comment="bits of evidence for it; null: a person's"),
    Column("reasons", Text, comment="what was compared, and the level found: date.same_day …; null: a person's"),
    comment="What events of two reports are to one another. Append-only: the latest that stands counts.",
)

event_statements = Table(
    "event_statements",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, autoincrement=False, comment="the event"),
    Column("statement", LargeBinary, nullable=False, comment="what of it is compared; words and names as hashes"),
    Column("linked", Boolean, nullable=False, comment="false: the next run of link has to look at it"),
    Index("event_statements_linked", "linked"),
    comment="Events as linking sees them; made from the record that holds, and made anew when that changes.",
)

event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="hash of a square and day, a name …"),
    Column("event", ForeignKey("events.number"), primary_key=True, comment="the event that has it"),
    Index("event_keys_event", "event"),
    comment="What brings events together to be compared.",
    sqlite_with_rowid=False,
)

event_pairs = Table(
    "event_pairs",
    metadata,
    Column("one", ForeignKey("events.number"), primary_key=True, comment="an event"),
    Column("other", ForeignKey("events.number"), primary_key=True, comment="another event"),
    Column("bits", Float, nullable=False, comment="evidence that they are one incident"),
    Index("event_pairs_other", "other"),
    comment="Pairs of events that were compared and reach the review threshold.",
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="in order of first appearance"),
    Column(
        "id", Text, nullable=False, unique=True, comment="country, year and number: SYR-2017-000012; it never changes"
    ),
    Column("made_at", Text, nullable=False, comment="when, UTC"),
    Column(
        "into", ForeignKey("incidents.number"), comment="of one without events: the incident that most of them are in"
    ),
    comment="One occurrence in the world. Its record is put together from its events when it is asked for.",
)

event_incidents = Table(
    "event_incidents",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, autoincrement=False, comment="the event"),
    Column("incident", ForeignKey("incidents.number"), nullable=False, index=True, comment="the one that it is in"),
    Column("link", Text, nullable=False, comment="same, part_of, follow_up or contradicts"),
    Column("linking", ForeignKey("linkings.number"), nullable=False, comment="what put it there"),
    Column("score", Float, comment="bits of evidence, on average over the other events; null: alone"),
    comment="Every event that holds is in exactly one incident.",
)

APPEND_ONLY = ("linkings", "links")
"""Tables whose rows can neither be changed nor deleted."""

ERASABLE = {
    "linking_words": (
        "SELECT 1 FROM tombstones JOIN log ON log.seq = tombstones.seq "
        "WHERE log.action = 'linking' AND log.subject = OLD.linking"
    ),
}
"""As in :mod:`tawthiq.register.particular`."""
