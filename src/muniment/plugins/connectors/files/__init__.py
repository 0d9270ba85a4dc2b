"""Flat files as a system: CSV, JSON lines and Parquet, in a folder of exports or a file on its own.

CSV is read by Python's own reader. DuckDB 2.0's was tried: told that lines end with CR LF it gives no rows
and no error, and outside its strict mode it swallows the rows after an open quote; a search must not lose
rows silently. JSON lines and Parquet are scanned by DuckDB, shut off from everything but the files of the map.
"""

from muniment.plugins.connectors.files.system import FilesConnector

__all__ = ["FilesConnector"]
