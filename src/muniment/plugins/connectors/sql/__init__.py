"""Databases that speak SQL, through SQLAlchemy: read-only snapshots, set-based look-ups, rows as they arrive."""

from muniment.plugins.connectors.sql.connector import SqlConnector

__all__ = ["SqlConnector"]
