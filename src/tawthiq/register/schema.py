"""The register's tables. Every table and column says what it holds: ``docs/reference/register.md`` is made from it.

Portable SQL: the same tables stand on SQLite and PostgreSQL. What only one of them has (full-text search, R*Tree,
triggers) is in :mod:`tawthiq.register.particular`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION = "tawthiq.register"
APPLICATION_ID = 0x54575121
"""``PRAGMA application_id`` of a register on SQLite ("TWQ!")."""

metadata = MetaData()


def _number(comment: str) -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False, comment=comment)


about = Table(
    "about",
    metadata,
    Column("key", Text, primary_key=True, comment="application, codebook or created_at"),
    Column("value", Text, nullable=False, comment="its value"),
    comment="What this database is, and under which code book it was made.",
)

people = Table(
    "people",
    metadata,
    _number("in order of first decision"),
    Column("name", Text, nullable=False, unique=True, comment="as given with --as"),
    comment="Who has decided something.",
)

methods = Table(
    "methods",
    metadata,
    _number("in order of first use"),
    Column("name", Text, nullable=False, comment="the reading's method and version, such as grammar/1"),
    Column("gazetteer", Text, nullable=False, comment="digest of the places that names were looked up in"),
    Column("program", Text, nullable=False, comment="version of Tawthiq"),
    UniqueConstraint("name", "gazetteer", "program"),
    comment="With what reports were read.",
)

reports = Table(
    "reports",
    metadata,
    _number("in order of arrival"),
    Column("sha256", LargeBinary, nullable=False, unique=True, comment="of the bytes received (of a row: of its text)"),
    Column("id", Text, comment="the first id that it was given; null: its sha256 in hexadecimal digits"),
    Column("language", Text, nullable=False, comment="BCP 47 code, by script and letters"),
    Column("published", Text, comment="publication date, ISO"),
    Column("publisher", Text, comment="who published it"),
    Column("url", Text, comment="where it was published"),
    Column("exercise", Boolean, nullable=False, comment="true: invented, to teach or test"),
    Column("characters", Integer, nullable=False, comment="length of the text in code points"),
    Column("text", LargeBinary, comment="the text, packed; null once erased"),
    Column("raw_form", Text, nullable=False, comment="text: raw is the text; head: raw, then the text; whole: raw"),
    Column("raw", LargeBinary, comment="the bytes received, packed, or what of them comes before the text"),
    Column("unread", Text, comment="why nothing was read in it; null where it was read"),
    Column("source", Text, nullable=False, comment="the file that it came from, as the user named it"),
    Column("row", Integer, comment="its row or line there, from 1; null for a file of one report"),
    Column("added_at", Text, nullable=False, comment="when it came in, UTC"),
    Index("reports_published", "published", "number"),
    comment="One text as it was received; never changed.",
)

report_ids = Table(
    "report_ids",
    metadata,
    Column("id", Text, primary_key=True, comment="an id that a caller gave"),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True, comment="the report that has it"),
    comment="All ids of reports: the same bytes are one report that keeps all its ids.",
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    _number("in order"),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True, comment="the report that was read"),
    Column("method", ForeignKey("methods.number"), nullable=False, comment="with what"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("events", LargeBinary, comment="its events, packed, once a later reading took its place; else null"),
    comment="One reading of one report. The one with the highest number is the present one.",
)

events = Table(
    "events",
    metadata,
    _number("in order"),
    Column("report", ForeignKey("reports.number"), nullable=False, comment="the report that tells it"),
    Column("name", Text, nullable=False, comment="its id within the report (e1); kept when the report is read again"),
    Column("reading", ForeignKey("readings.number"), nullable=False, comment="the last reading that found it"),
    Column("present", Boolean, nullable=False, comment="false: the present reading does not find it any more"),
    Column("type", Text, nullable=False, comment="event type"),
    Column("level", Text, nullable=False, comment="incident, cluster or context"),
    Column("modality", Text, nullable=False, comment="asserted, alleged, denied, planned, hypothetical, historical"),
    Column("edtf", Text, comment="its date, EDTF"),
    Column("first_day", Text, comment="first day of it, ISO"),
    Column("last_day", Text, comment="last day of it, ISO"),
    Column("killed", Integer, comment="the fewest killed that the words entail; null: not said"),
    Column("injured", Integer, comment="the fewest injured that the words entail; null: not said"),
    Column("confidence", Float, nullable=False, comment="0 to 1"),
    Column("state", Text, nullable=False, comment="machine, edited, accepted or rejected"),
    Column("machine", LargeBinary, nullable=False, comment="the record as the last reading found it, packed"),
    Column("record", LargeBinary, comment="the record that holds, packed, where persons decided; null: the machine's"),
    UniqueConstraint("report", "name"),
    Index("events_day", "first_day", "number"),
    Index("events_last_day", "last_day"),
    Index("events_type", "type"),
    Index("events_state", "state"),
    Index("events_killed", "killed"),
    comment="What one report says about one occurrence. The columns hold the record that counts now.",
)

places = Table(
    "places",
    metadata,
    _number("in order of first mention"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="of all other columns"),
    Column("place_id", Text, comment="id in the gazetteer; null: none, or more than one fits"),
    Column("name", Text, nullable=False, comment="the name as the report spells it"),
    Column("label_ar", Text, comment="the gazetteer's name, Arabic"),
    Column("label_en", Text, comment="the gazetteer's name, English"),
    Column("country", Text, comment="ISO 3166-1 alpha-2"),
    Column("admin1", Text, comment="first-level area"),
    Column("admin2", Text, comment="second-level area"),
    Column("lat", Float, comment="degrees, WGS 84"),
    Column("lon", Float, comment="degrees, WGS 84"),
    Column("radius_km", Float, comment="how far off the point may be"),
    Column("precision", Text, nullable=False, comment="what kind of place the point stands for"),
    Column("names", Text, nullable=False, comment="its names and areas, folded, between strokes: what list looks in"),
    Index("places_point", "lat", "lon"),
    comment="Places as events name them; one row for all events that name one alike.",
)

event_places = Table(
    "event_places",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, comment="the event"),
    Column("place", ForeignKey("places.number"), primary_key=True, comment="the place"),
    Column("role", Text, primary_key=True, comment="impact, area, launch, origin, destination or venue"),
    Index("event_places_place", "place", "event"),
    comment="Where events happened.",
    sqlite_with_rowid=False,
)

codes = Table(
    "codes",
    metadata,
    _number("in order of first use"),
    Column("list", Text, nullable=False, comment="actor, munition, platform or facility"),
    Column("role", Text, nullable=False, comment="of actors: attacker, target …; else empty"),
    Column("code", Text, nullable=False, comment="code of the code book, sections 3.2 to 3.6"),
    UniqueConstraint("list", "role", "code"),
    comment="Codes that events use.",
)

event_codes = Table(
    "event_codes",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, comment="the event"),
    Column("code", ForeignKey("codes.number"), primary_key=True, comment="the code"),
    Index("event_codes_code", "code", "event"),
    comment="By whom, with what and on what.",
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, comment="the event"),
    Column("start", Integer, primary_key=True, comment="first code point of the report's text"),
    Column("stop", Integer, primary_key=True, comment="the code point after the last"),
    Column("field", Text, primary_key=True, comment="the field that it supports: event, date, casualties …"),
    Column("item", Integer, primary_key=True, comment="which item of a list, from 0"),
    comment="The words that each value leads back to.",
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    _number("in order"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("by", ForeignKey("people.number"), nullable=False, comment="who"),
    Column("action", Text, nullable=False, comment="accept, reject, edit, comment or undo"),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True, comment="the report decided on"),
    Column("event", ForeignKey("events.number"), index=True, comment="the event; null: a comment on the report"),
    Column("field", Text, comment="of an edit: the field that was set"),
    Column("undoes", ForeignKey("decisions.number"), comment="of an undo: the decision taken back"),
    comment="What persons decided. Append-only: the database refuses to change or delete a row.",
)

decision_words = Table(
    "decision_words",
    metadata,
    Column("decision", ForeignKey("decisions.number"), primary_key=True, comment="the decision"),
    Column("reason", Text, nullable=False, comment="why, in the person's words"),
    Column("before", Text, comment="value before, JSON"),
    Column("after", Text, comment="value after, JSON"),
    comment="The words of decisions. A row can be erased, never changed, and only once a tombstone stands for it.",
)

statements = Table(
    "statements",
    metadata,
    Column("event", ForeignKey("events.number"), primary_key=True, comment="the event"),
    Column("field", Text, primary_key=True, comment="the top-level field that a person set"),
    Column("decision", ForeignKey("decisions.number"), nullable=False, comment="the decision that set it last"),
    Column("value", Text, nullable=False, comment="the person's value, JSON; the machine's is in events.machine"),
    comment="Fields that persons hold: a new reading does not overwrite them.",
    sqlite_with_rowid=False,
)

settled_names = Table(
    "settled_names",
    metadata,
    _number("in order"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("by", ForeignKey("people.number"), nullable=False, comment="who"),
    Column("reason", Text, nullable=False, comment="why, in the person's words"),
    Column("name", Text, nullable=False, comment="the place as reports write it"),
    Column("admin1", Text, comment="first-level area that it holds for, ISO 3166-2; null: anywhere"),
    Column("place_id", Text, comment="the gazetteer's place that is meant; null: a point"),
    Column("country", Text, comment="of a point: ISO 3166-1 alpha-2"),
    Column("lat", Float, comment="of a point: degrees, WGS 84"),
    Column("lon", Float, comment="of a point: degrees, WGS 84"),
    Column("radius_km", Float, comment="of a point: how far off it may be"),
    Column("withdrawn", Boolean, nullable=False, comment="true: an earlier answer for this name is taken back"),
    comment="What persons said that a name means: readings use the last answer for a name and area. Append-only.",
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False, comment="from 1, without gaps"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("action", Text, nullable=False, comment="create, report, reading, id, decision, name, linking or erase"),
    Column("subject", Integer, nullable=False, comment="number of what was written"),
    Column("digest", LargeBinary, nullable=False, comment="sha256 of the salt and the content in canonical JSON"),
    Column("link", LargeBinary, nullable=False, comment="sha256 of the link before, seq, at, action, subject, digest"),
    comment="A chain over all that was written. Append-only: the database refuses to change or delete a row.",
)

log_salts = Table(
    "log_salts",
    metadata,
    Column("seq", ForeignKey("log.seq"), primary_key=True, autoincrement=False, comment="the entry of the log"),
    Column("salt", LargeBinary, nullable=False, comment="16 random bytes, erased together with the content"),
    comment="The salts of the log's digests: without one, nobody can test what a digest stood for.",
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("seq", ForeignKey("log.seq"), primary_key=True, autoincrement=False, comment="the entry of the log"),
    Column("at", Text, nullable=False, comment="when its content was erased, UTC"),
    Column("by", ForeignKey("people.number"), nullable=False, comment="who erased it"),
    Column("reason", Text, nullable=False, comment="on what ground"),
    comment="Where something was erased: the chain still holds, its content cannot be checked any more.",
)

search_words = Table(
    "search_words",
    metadata,
    _number("in order of first occurrence"),
    Column("word", Text, nullable=False, unique=True, comment="a word of the texts, folded"),
    Column("keys", Text, nullable=False, comment="what it is filed under in the index, separated by blanks"),
    comment="The words of all texts, for searches of parts of words (*شفى*).",
)

batches = Table(
    "batches",
    metadata,
    _number("in order"),
    Column("inputs", Text, nullable=False, comment="what the user named, JSON"),
    Column("begun_at", Text, nullable=False, comment="when, UTC"),
    Column("ended_at", Text, comment="when, UTC; null: it was broken off, and the same command goes on with it"),
    comment="Runs of add.",
)

quarantine = Table(
    "quarantine",
    metadata,
    _number("in order"),
    Column("batch", ForeignKey("batches.number"), nullable=False, comment="the run of add"),
    Column("source", Text, nullable=False, comment="the file, as the user named it"),
    Column("row", Integer, comment="the row or line there, from 1; null: the whole file"),
    Column("reason", Text, nullable=False, comment="why, and what to do"),
    Index("quarantine_place", "batch", "source", "row"),
    comment="What could not be taken in.",
)
