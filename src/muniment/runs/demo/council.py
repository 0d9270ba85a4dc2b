"""Builds the demo council: its systems, the data map, the systems file, and the truth beside them."""

import json
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from muniment.core.errors import UsageError
from muniment.core.values import CollectionId, Person
from muniment.runs.demo.city import City, Household, Resident
from muniment.runs.demo.held import Held, MadeSystem
from muniment.runs.demo.stores import CsvStore, PostgresStore, SqliteStore, Store
from muniment.runs.demo.systems.contact import Contact
from muniment.runs.demo.systems.housing import Housing
from muniment.runs.demo.systems.leisure import Leisure
from muniment.runs.demo.systems.libraries import Libraries
from muniment.runs.demo.systems.revenues import Revenues
from muniment.runs.demo.systems.schools import Schools
from muniment.runs.demo.systems.social_care import SocialCare

NAME = "Marlham City Council"
"""A made-up unitary authority: no authority of the United Kingdom has, or had, this name."""

SYSTEMS: tuple[Callable[[random.Random], MadeSystem], ...] = (
    SocialCare, Revenues, Housing, Schools, Libraries, Contact, Leisure,
)  # fmt: skip
FORM = 1
"""Counted up when the same seed no longer makes the same council."""

URL_VARIABLE = "MUNIMENT_DEMO_URL"
PROGRESS_EVERY = 500
_RECIPE = "council.json"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a council is made from: the same recipe makes the same one."""

    residents: int = 50_000
    seed: int = 1
    is_postgresql: bool = False


@dataclass(frozen=True, kw_only=True)
class Council:
    """A council that stands in a folder."""

    folder: Path
    rows: int

    @property
    def maps(self) -> Path:
        """The folder of its data map, a file a system."""
        return self.folder / "maps"

    @property
    def systems_file(self) -> Path:
        """How its systems are reached."""
        return self.folder / "systems.toml"

    @property
    def truth(self) -> Path:
        """Whose each row is: one resident a line."""
        return self.folder / "truth.jsonl"


def standing(folder: Path, recipe: Recipe) -> Council | None:
    """The council in the folder, when it was made from that recipe; None when there is none, or another."""
    try:
        made = json.loads((folder / _RECIPE).read_text())
    except (OSError, ValueError):
        return None
    return Council(folder=folder, rows=made["rows"]) if made["recipe"] == _described(folder, recipe) else None


def build(folder: Path, recipe: Recipe, url: str | None, progress: Callable[[int], None]) -> Council:
    """Makes the council anew in the folder, in place of an older one; progress is told how many residents stand."""
    if folder.exists() and not (folder / _RECIPE).exists():
        raise UsageError(f"{folder} is there already and is not a demo council. Choose another --out.")
    making = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(making, ignore_errors=True)
    (making / "maps").mkdir(parents=True)
    for map in sorted(files("muniment.runs.demo").joinpath("maps").iterdir(), key=lambda file: file.name):
        (making / "maps" / map.name).write_text(map.read_text(encoding="utf-8"), encoding="utf-8")
    rows = _fill(making, recipe, url, progress)
    (making / "systems.toml").write_text(_systems_file(folder, url), encoding="utf-8")
    (making / _RECIPE).write_text(json.dumps({"recipe": _described(folder, recipe), "rows": rows}) + "\n")
    if folder.exists():
        shutil.rmtree(folder)
    making.rename(folder)
    return Council(folder=folder, rows=rows)


def _described(folder: Path, recipe: Recipe) -> dict[str, object]:
    """With the folder, for the systems file names it: a council that was moved is made anew."""
    return {"form": FORM, "folder": str(folder)} | asdict(recipe)


def _fill(folder: Path, recipe: Recipe, url: str | None, progress: Callable[[int], None]) -> int:
    """Writes every household's rows and the truth about them, household by household, so that memory stays small."""
    systems = [system(random.Random(f"{recipe.seed}/{number}")) for number, system in enumerate(SYSTEMS)]  # noqa: S311
    stores = [_store(folder, system, url) for system in systems]
    rows = made = 0
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for household in City(recipe.seed, recipe.residents).households():
            told = Truth(household)
            for system, store in zip(systems, stores, strict=True):
                for held in system.rows(household):
                    store.add(held.table, held.values)
                    told.add(system.name, held)
                    rows += 1
            told.write(truth)
            made += len(household.residents)
            if household.number % PROGRESS_EVERY == 0:
                progress(made)
    for store in stores:
        store.finish()
    progress(made)
    return rows


def _store(folder: Path, system: MadeSystem, url: str | None) -> Store:
    if system.name == "leisure":
        return CsvStore(folder / "leisure", _columns(system.ddl))
    return PostgresStore(url, system.name, system.ddl) if url else SqliteStore(folder / f"{system.name}.db", system.ddl)


def _columns(ddl: str) -> dict[str, list[str]]:
    """The columns of each table of text columns."""
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\);", ddl, re.DOTALL)
    return {name: re.findall(r"(\w+) TEXT", columns) for name, columns in tables}


def _systems_file(folder: Path, url: str | None) -> str:
    lines = [f"# The systems of {NAME}, a council made up for demonstration."]
    if url:
        lines.append(f"# Before using it, set {URL_VARIABLE} to the URL of the database.")
    for system in SYSTEMS:
        name = system(random.Random(0)).name  # noqa: S311
        lines += ["", f"[systems.{name}]"]
        if name == "leisure":
            lines.append(f"path = {json.dumps(str(folder / 'leisure'))}")
        elif url:
            lines += [f'url = {{ env = "{URL_VARIABLE}" }}', f'schema = "{name}"']
        else:
            lines.append(f"url = {json.dumps(f'sqlite:///{folder / name}.db')}")
    return "\n".join(lines) + "\n"


class Truth:
    """What the council holds on each resident of one household."""

    def __init__(self, household: Household) -> None:
        self._household = household
        self._rows: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(dict))
        self._beside: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._lost: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, system: str, held: Held) -> None:
        """Notes whom the row is about."""
        collection = f"{system}.{held.table}"
        for one in held.about:
            everyone = (*held.about, *held.lost)
            self._rows[one.id][collection][held.key] = [other.id for other in everyone if other is not one]
        for one in held.beside:
            self._beside[one.id][collection].append(held.key)
        for one in held.lost:
            self._lost[one.id][collection].append(held.key)

    def write(self, out: TextIO) -> None:
        """Writes a line for each resident."""
        for one in self._household.residents:
            line = {
                "id": one.id,
                "name": one.name,
                "age": one.age,
                "household": self._household.number,
                "identities": identities(one, self._household),
                "email_tells_others": one.email_tells_others,
                "rows": self._rows[one.id],
                "beside": self._beside[one.id],
                "lost": self._lost[one.id],
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def identities(one: Resident, household: Household) -> dict[str, list[str]]:
    """The identifiers that a request from this resident would give.

    Each tells nobody else, except an e-mail address with which a child is enrolled (`email_tells_others`).
    """
    given: dict[str, list[str | None]] = {
        "email": [one.email, one.former_email],
        "phone_number": [one.phone if one.has_own_phone else None],
        "nhs_number": [one.nhs_number],
        "nino": [one.nino],
        "upn": [one.upn],
        "uln": [one.uln],
        "library_card": [one.library_card],
        "name": [one.name, f"{one.forename} {one.former_surname}" if one.former_surname else None],
        "date_of_birth": [one.born_on.isoformat()],
        "postcode": [home.postcode for home, _, _ in household.homes],
    }
    known = {key: [value for value in values if value] for key, values in given.items()}
    return {key: values for key, values in known.items() if values}


def resident_asking(council: Council) -> Person:
    """The resident whose request the demonstration answers, spelling things as people do."""
    with council.truth.open(encoding="utf-8") as lines:
        known = json.loads(next(lines))["identities"]
    email, former_email = known["email"]
    phone, nino = known["phone_number"][0], known["nino"][0]
    spelt = {
        "email": (email.title(), f" {former_email}"),
        "phone_number": (f"+44 (0){phone[1:5]} {phone[5:]}",),
        "nino": (" ".join(nino[at : at + 2] for at in range(0, len(nino), 2)).lower(),),
    }
    return Person(id="demo", identities={key: spelt.get(key, tuple(values)) for key, values in known.items()})


def rows_of_resident_asking(council: Council) -> dict[CollectionId, int]:
    """How many rows the truth says a search for that resident finds, by collection."""
    with council.truth.open(encoding="utf-8") as lines:
        line = json.loads(next(lines))
    expected: Counter[CollectionId] = Counter()
    for part in ("rows", "beside"):
        for name, keys in line[part].items():
            expected[CollectionId(*name.split("."))] += len(keys)
    return dict(expected)
