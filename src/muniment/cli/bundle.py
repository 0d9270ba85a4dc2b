"""`muniment bundle`: the reviewed bundle and its ZIP from findings and decisions."""

import json
import sys
from pathlib import Path

import click

from muniment.cli.main import EXIT_INCOMPLETE
from muniment.core.bundle.words import counted
from muniment.runs.review import Outcome, make_reviewed


@click.command()
@click.argument("findings", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--decisions", required=True, type=click.Path(path_type=Path), help="What an officer decided: JSON.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder; its ZIP is put beside it.")
@click.option("--partial", is_flag=True, help="Release findings that are not complete; the first page says so.")
@click.option("--json", "as_json", is_flag=True, help="Print counts as JSON.")
def bundle(findings: Path, decisions: Path, out: Path, partial: bool, as_json: bool) -> None:
    """Make the reviewed bundle and its ZIP from findings and decisions.

    DIR is a folder that 'muniment find' wrote. Nothing goes out that no decision covers, and nothing that may
    be about somebody else unless a decision names it.
    """
    outcome = make_reviewed(findings, decisions, out, partial=partial)
    click.echo(_json(outcome) if as_json else _text(outcome))
    if not outcome.complete:
        sys.exit(EXIT_INCOMPLETE)


def _text(outcome: Outcome) -> str:
    rows = sum(one.count for one in outcome.withheld if one.field is None)
    cells = sum(one.count for one in outcome.withheld if one.field is not None)
    lines = [
        f"Reviewed bundle: {outcome.folder} and {outcome.archive}",
        f"Released {counted(outcome.rows, 'row')}; withheld {counted(rows, 'row')} and {counted(cells, 'cell')}.",
        "The files hold personal data in clear: send them by a safe way and delete what you no longer need.",
    ]
    if not outcome.complete:
        lines.append("The bundle is not complete, and its first page says so.")
    return "\n".join(lines)


def _json(outcome: Outcome) -> str:
    return json.dumps(
        {
            "folder": str(outcome.folder),
            "zip": str(outcome.archive),
            "complete": outcome.complete,
            "rows": outcome.rows,
            "withheld": [
                {
                    "dataset": one.id.dataset,
                    "collection": one.id.collection,
                    "field": one.field,
                    "count": one.count,
                    "because": one.because,
                }
                for one in outcome.withheld
            ],
        }
    )
