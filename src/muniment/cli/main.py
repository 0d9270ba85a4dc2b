"""The `muniment` command: finds each command in a table and loads only the one that is called.

The table is the entry-point group `muniment.commands`, so that a part which is not installed with the
command line (the office, say) adds its own commands by declaring them.

Exit codes: 0 complete, 2 wrong usage, 3 incomplete, 4 refused.
"""

import signal
import sys
from importlib.metadata import EntryPoint, entry_points, version

import click

from muniment.cli.terminal import printable
from muniment.core.errors import Incomplete, LawError, MunimentError, NoLawInForce, Refused

GROUP = "muniment.commands"
EXIT_USAGE, EXIT_INCOMPLETE, EXIT_REFUSED = 2, 3, 4
EXIT_TERMINATED = 128 + signal.SIGTERM


class CommandTable(click.Group):
    """A group whose commands are entry points; listing them loads none but the one asked about."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the table, sorted."""
        return sorted(entry.name for entry in entry_points(group=GROUP))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when the table has none."""
        found: tuple[EntryPoint, ...] = tuple(entry_points(group=GROUP, name=cmd_name))
        command = found[0].load() if found else None
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands from the table's own summaries, so that --help stays quick."""
        rows = [(name, SUMMARIES.get(name, "")) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


SUMMARIES = {
    "bundle": "Make the reviewed bundle and its ZIP from findings and decisions.",
    "deadline": "Say when a request must be answered or a duty done, and by which law.",
    "demo": "Build a made-up council and answer one resident's request over its systems.",
    "find": "Find everything held on a person, in every system of the data map.",
    "law": "Show, list and check the law that answers rest on.",
    "map": "Check, show and describe data maps.",
}
"""One line a command of ours; a test holds it against each command's own help."""


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("muniment"), prog_name="muniment")
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
