"""A private MariaDB server."""

from pathlib import Path

import pymysql
from sqlalchemy import make_url

from tests.servers.server import Server, account, free_port, make, program

PASSWORD = "test-only"
_FOLDERS = ("usr/sbin", "usr/bin", "usr/local/bin")


def is_installed() -> bool:
    """Whether the programs are there."""
    return program("mariadbd", *_FOLDERS) is not None and program("mariadb-install-db", *_FOLDERS) is not None


def make_mariadb(folder: Path) -> Server:
    """The files of a new server in that folder (which must not exist); it is not started."""
    install, mariadbd = program("mariadb-install-db", *_FOLDERS), program("mariadbd", *_FOLDERS)
    assert install and mariadbd
    owner, port, data = account("mysql"), free_port(), folder / "data"
    words = "--no-defaults --skip-test-db --auth-root-authentication-method=normal --innodb-flush-method=nosync"
    make([install, *words.split(), f"--datadir={data}"], folder, owner)
    first = folder / "first.sql"
    first.write_text(
        f"CREATE USER IF NOT EXISTS tests@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n"
        "GRANT ALL ON *.* TO tests@'127.0.0.1' WITH GRANT OPTION;\n"
    )
    first.chmod(0o644)
    settings = {
        "datadir": str(data),
        "socket": str(folder / "socket"),
        "pid-file": str(folder / "own-pid"),
        "bind-address": "127.0.0.1",
        "port": str(port),
        "init-file": str(first),
        "innodb-flush-log-at-trx-commit": "0",
        "innodb-flush-method": "nosync",
        "innodb-buffer-pool-size": "64M",
        "skip-name-resolve": "1",
    }
    return Server(
        folder=folder,
        port=port,
        url=f"mariadb://tests:{PASSWORD}@127.0.0.1:{port}",
        command=[mariadbd, "--no-defaults", *(f"--{name}={to}" for name, to in settings.items())],
        account=owner,
        answers=_answers,
    )


def connect(url: str) -> "pymysql.connections.Connection[pymysql.cursors.Cursor]":
    """A plain connection to the server or database the URL names."""
    parts = make_url(url)
    return pymysql.connect(
        host=parts.host,
        port=parts.port or 3306,
        user=parts.username,
        password=str(parts.password or ""),
        database=parts.database,
        autocommit=True,
        connect_timeout=2,
        charset="utf8mb4",
    )


def new_database(url: str, name: str) -> str:
    """Makes an empty database on the server behind the URL; its own URL is given back."""
    with connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")
    return f"{url}/{name}"


def drop_database(url: str) -> None:
    """Drops the database the URL names."""
    server, name = url.rsplit("/", 1)
    with connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")


def _answers(url: str) -> bool:
    try:
        connect(url).close()
    except pymysql.Error:
        return False
    return True
