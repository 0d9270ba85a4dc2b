"""The `muniment` command: finds each command in a table and loads only the one that is called.

Ours stand in the table OURS. A part that is not installed with the command line (the office, say) adds its own by
declaring them as entry points (cli/added.py).

Exit codes: 0 complete, 2 wrong usage, 3 incomplete, 4 refused.
"""

import signal
import sys
from importlib import import_module
from typing import NamedTuple

import click

from muniment.cli.terminal import printable
from muniment.core.errors import Incomplete, LawError, MunimentError, NoLawInForce, Refused

EXIT_USAGE, EXIT_INCOMPLETE, EXIT_REFUSED = 2, 3, 4
EXIT_TERMINATED = 128 + signal.SIGTERM
ADDED = "muniment.cli.added"
"""Where the commands of other parts are looked up; loaded only for them, because that takes a third of a start."""


class Ours(NamedTuple):
    """Where a command of ours stands, as `module:name`, and what it is for in one line."""

    target: str
    summary: str


OURS = {
    "bundle": Ours("muniment.cli.bundle:bundle", "Make the reviewed bundle and its ZIP from findings and decisions."),
    "deadline": Ours(
        "muniment.cli.deadline:deadline", "Say when a request must be answered or a duty done, and by which law."
    ),
    "demo": Ours(
        "muniment.cli.demo:demo", "Build a made-up council and answer one resident's request over its systems."
    ),
    "find": Ours("muniment.cli.find:find", "Find everything held on a person, in every system of the data map."),
    "law": Ours("muniment.cli.law:law", "Show, list and check the law that answers rest on."),
    "map": Ours("muniment.cli.map:map_group", "Check, show and describe data maps."),
}
"""The commands that come with the command line; a test holds each summary against the command's own help."""


class CommandTable(click.Group):
    """A group whose commands stand in a table; listing them loads none but the one asked about."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of our commands and of those added, sorted."""
        return sorted({*OURS, *import_module(ADDED).names()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when there is none."""
        if cmd_name in OURS:
            module, _, name = OURS[cmd_name].target.partition(":")
            command = getattr(import_module(module), name)
        else:
            command = import_module(ADDED).command(cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands with the summaries of ours, so that --help stays quick."""
        rows = [(name, OURS[name].summary if name in OURS else "") for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="muniment", prog_name="muniment")
def muniment() -> None:
    """Keep a UK council's data-protection promises: find, hand over, and prove it."""


def main() -> None:
    """Runs the command line; every error of ours becomes one message and its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(EXIT_TERMINATED))  # so that what is half written is cleared away
    try:
        muniment.main(standalone_mode=True)
    except (MunimentError, LawError) as error:
        said = "\n".join(map(printable, str(error).split("\n")))
        click.echo(f"{click.style('Error:', bold=True)} {said}", err=True)
        sys.exit(exit_code(error))


def exit_code(error: MunimentError | LawError) -> int:
    """The exit code that an error ends a command with."""
    if isinstance(error, Incomplete):
        return EXIT_INCOMPLETE
    return EXIT_REFUSED if isinstance(error, Refused | NoLawInForce) else EXIT_USAGE
