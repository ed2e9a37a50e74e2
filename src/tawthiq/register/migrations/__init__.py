"""The register's schema, version by version (alembic). A version that was released is never changed."""
