"""One private database server: in a temporary folder, on a free loopback port, ended by the id it was started with.

The two products differ only in the commands they are made and started with. A server belongs to whoever
called `start`; its process id is written down, so that another process (the one that started the test
workers, say) can end it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START_SECONDS = 60
STOP_SECONDS = 20


class ServerFailed(Exception):
    """A server's program ended with an error, or did not answer in time; the text holds what it wrote."""


@dataclass(kw_only=True)
class Server:
    """A server in `folder`, listening on `port`; `command` starts it and `answers` says whether it is up."""

    folder: Path
    port: int
    url: str  # of its superuser, without a database
    command: Sequence[str]
    account: str | None  # whom it runs as; None: as ourselves
    answers: Callable[[str], bool] = field(repr=False)
    stop_signal: signal.Signals = signal.SIGTERM

    def start(self) -> "Server":
        """Starts it and waits until it answers."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **as_account(self.account),
            )
        (self.folder / "pid").write_text(str(process.pid))
        until = time.monotonic() + START_SECONDS
        while not self.answers(self.url):
            if process.poll() is not None or time.monotonic() > until:
                raise ServerFailed((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)
        return self

    def kill(self) -> None:
        """Ends it without warning, as a power cut would."""
        end(self.folder / "pid", signal.SIGKILL)

    def stop(self) -> None:
        """Ends it; nothing in it is kept."""
        end(self.folder / "pid", self.stop_signal)


def end(pid_file: Path, how: signal.Signals) -> None:
    """Ends the process whose id stands in the file, and waits until it is gone."""
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text())
    until = time.monotonic() + STOP_SECONDS
    try:
        os.killpg(pid, how)  # it leads its own group, so its children go with it
        while _runs(pid):
            if time.monotonic() > until:
                os.killpg(pid, signal.SIGKILL)
            time.sleep(0.02)
    except ProcessLookupError:
        pass
    pid_file.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        if os.waitpid(pid, os.WNOHANG) != (0, 0):
            return False
    except ChildProcessError:  # started by another process of the test run
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def free_port() -> int:
    """A port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str, *folders: str) -> str | None:
    """The path of a server's program: from the folders given, newest version first, else from PATH."""
    found = [str(path) for pattern in folders for path in sorted(Path("/").glob(pattern), reverse=True)]
    return next((f"{folder}/{name}" for folder in found if os.access(f"{folder}/{name}", os.X_OK)), shutil.which(name))


def account(*wanted: str) -> str | None:
    """Whom to run a server as: the first of these accounts that exists when we are root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in (*wanted, "nobody") if name in known)


def as_account(name: str | None) -> dict[str, Any]:
    """The arguments of subprocess that run a program as that account."""
    if name is None:
        return {}
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "env": {**os.environ, "HOME": "/"}}


def make(command: Sequence[str], folder: Path, name: str | None) -> None:
    """Gives the folder to the account and runs the command that makes a server's files in it."""
    folder.mkdir(parents=True)
    if name is not None:
        shutil.chown(folder, name)
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **as_account(name))
    if done.returncode != 0:
        raise ServerFailed(f"{command[0]}: {done.stdout[-1000:]} {done.stderr[-1000:]}")
