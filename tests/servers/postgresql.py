"""A private PostgreSQL server."""

import signal
from pathlib import Path

import psycopg

from tests.servers.server import Server, account, free_port, make, program

PASSWORD = "test-only"
_FOLDERS = ("usr/lib/postgresql/*/bin",)


def is_installed() -> bool:
    """Whether the programs are there."""
    return program("initdb", *_FOLDERS) is not None and program("postgres", *_FOLDERS) is not None


def make_postgresql(folder: Path) -> Server:
    """The files of a new server in that folder (which must not exist); it is not started."""
    initdb, postgres = program("initdb", *_FOLDERS), program("postgres", *_FOLDERS)
    assert initdb and postgres
    owner, port, data = account("postgres"), free_port(), folder / "data"
    # The password is for loopback connections to a server that lives as long as the test run.
    words = "--auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync --username=tests"
    password_file = folder.with_suffix(".password")
    password_file.write_text(PASSWORD)
    password_file.chmod(0o644)
    make([initdb, "-D", str(data), *words.split(), f"--pwfile={password_file}"], folder, owner)
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "max_connections": "60",
    }
    return Server(
        folder=folder,
        port=port,
        url=f"postgresql://tests:{PASSWORD}@127.0.0.1:{port}/postgres",
        command=[postgres, "-D", str(data), "-p", str(port), *(f"--{name}={to}" for name, to in settings.items())],
        account=owner,
        answers=_answers,
        stop_signal=signal.SIGQUIT,
    )


def new_database(url: str, name: str) -> str:
    """Makes an empty database on the server behind the URL; its own URL is given back."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return url.rsplit("/", 1)[0] + "/" + name


def drop_database(url: str) -> None:
    """Drops the database the URL names, whoever is connected to it."""
    server, name = url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True
