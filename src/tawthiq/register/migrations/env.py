"""How alembic runs the versions: on the connection, and inside the transaction, that it is handed."""

from __future__ import annotations

from alembic import context

from tawthiq.register.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
