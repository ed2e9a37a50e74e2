"""The register: the store of reports, what was read in them, and what persons decided.

SQLite by default, PostgreSQL by URL. One writer at a time, any number of readers. Nothing is overwritten: a new reading
takes the place of the old one, which is kept; a decision is a new row; the log chains over all of it.
"""

from tawthiq.register import link_schema  # with it all tables are known wherever the register is
from tawthiq.register.engine import Register

__all__ = ["Register", "link_schema"]
