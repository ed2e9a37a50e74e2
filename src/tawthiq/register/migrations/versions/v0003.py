"""Version 3: links between events, and incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tawthiq.register.link_schema import APPEND_ONLY, ERASABLE
from tawthiq.register.particular import protect

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "linkings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.number"]),
        sa.ForeignKeyConstraint(["undoes"], ["linkings.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "linking_words",
        sa.Column("linking", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["linking"], ["linkings.number"]),
        sa.PrimaryKeyConstraint("linking"),
    )
    op.create_table(
        "links",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("linking", sa.Integer(), nullable=False),
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["linking"], ["linkings.number"]),
        sa.ForeignKeyConstraint(["one"], ["events.number"]),
        sa.ForeignKeyConstraint(["other"], ["events.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    for name in ("linking", "one", "other"):
        op.create_index(op.f(f"ix_links_{name}"), "links", [name], unique=False)
    _make_derived()
    protect(op.get_bind(), APPEND_ONLY, ERASABLE)


def _make_derived() -> None:
    """Make the tables that can be made anew from the others."""
    op.create_table(
        "event_statements",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"]),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("event_statements_linked", "event_statements", ["linked"], unique=False)
    op.create_table(
        "event_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"]),
        sa.PrimaryKeyConstraint("key", "event"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_keys_event", "event_keys", ["event"], unique=False)
    op.create_table(
        "event_pairs",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["events.number"]),
        sa.ForeignKeyConstraint(["other"], ["events.number"]),
        sa.PrimaryKeyConstraint("one", "other"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_pairs_other", "event_pairs", ["other"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into"], ["incidents.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "event_incidents",
        sa.Column("event", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("linking", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.number"]),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"]),
        sa.ForeignKeyConstraint(["linking"], ["linkings.number"]),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index(op.f("ix_event_incidents_incident"), "event_incidents", ["incident"], unique=False)
