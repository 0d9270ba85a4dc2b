"""A map that is wrong is refused with every file and line, and what to do."""

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.core.datamap.model import DataMap
from muniment.core.errors import UsageError
from muniment.plugins.maps.fides import FidesMaps

MAPS = Path(__file__).parents[2] / "data" / "maps"
BAD = MAPS / "bad"

PROBLEMS: dict[str, list[tuple[int, str]]] = {
    "keys": [
        (2, "unknown key 'datasets'. Did you mean 'dataset'?"),
        (5, "unknown key 'nmae'. Did you mean 'name'?"),
        (6, "not 'public-tsk'. Did you mean 'public-task'?"),
        (6, "'purposes' must be a list"),
        (6, "'retention' must be text"),
        (6, "unknown key 'labl'. Did you mean 'label'?"),
        (7, "unknown key 'shema'. Did you mean 'schema'?"),
        (10, "unknown key 'erase_after'. It belongs inside 'fides_meta'."),
        (11, "'method' must be one of: flag, status, quarantine, task, not 'flagg'. Did you mean 'flag'?"),
        (11, "'subject' must be true or false"),
        (11, "unknown key 'colour'. Known here: decision, label, paper, restriction, shared, subject."),
        (12, "'strategy' must be one of: delete, not 'hash'."),
        (12, "unknown key 'skip_procesing'. Did you mean 'skip_processing'?"),
        (15, "unknown key 'primary_key'. It belongs inside 'fides_meta'."),
        (17, "unknown key 'identiy'. Did you mean 'identity'?"),
        (17, "unknown key 'towards'. Known here: dataset, direction, field."),
        (19, "unknown key 'match'. It belongs inside 'muniment'."),
        (20, "not 'telephone'. Did you mean 'phone'?"),
        (21, "the key 'name' is missing here"),
        (21, "unknown key 'nam'. Did you mean 'name'?"),
    ],
    "meaning": [
        (4, "unknown data category 'user.contakt'. Did you mean 'user.contact'?"),
        (5, "'after': the dataset 'revenues' is in none of the files given; give the file that holds it as well"),
        (6, "'same_as': the dataset 'planning' is in none of the files given"),
        (9, "'after' names the collection 'housing.rents', which is in none of the files given. Did you mean"),
        (9, "'erase_after' names the collection 'planning.permit', which is in none of the files given."),
        (10, "a restriction by status needs the 'value' that means restricted"),
        (10, "the collection has no field 'state'. Did you mean 'status'?"),
        (13, "unknown data category 'user.contact.emial'. Did you mean 'user.contact.email'?"),
        (14, "'data_type' must be one of boolean, float, integer, object, object_id, string, with [] after it"),
        (16, "The 'return_all_elements' attribute can only be specified on array fields."),
        (22, "'tenant' is a collection: name one of its fields, 'tenant.FIELD'"),
        (23, "the dataset 'housing' has no collection 'tennant'. Did you mean 'tenant'?"),
        (24, "the collection 'tenant' has no field 'idd'. Did you mean 'id'?"),
        (25, "the dataset 'housng' is in none of the files given"),
        (26, "'rent.payer' is a document; name one of its fields"),
        (27, "the field refers to itself; leave the reference out"),
        (28, "'direction' must be one of: from, to, not 'both'."),
        (30, "a document (a field with fields of its own) cannot be an identity, a key or a reference"),
        (34, "a search cannot start from 'email' under 'match: name'"),
    ],
    "doubles": [
        (11, f"the field 'street' stands in the map twice; the first is at {BAD / 'doubles.yml'}:10"),
        (12, "the field 'id' stands in the map twice"),
        (13, "the collection 'tenant' stands in the map twice"),
        (15, "the dataset 'housing' stands in the map twice"),
    ],
    "chain": [
        (4, "'same_as' names 'b', which itself shares the connection of 'c'; write 'c' here"),
        (7, "'same_as' names 'c', which itself shares the connection of 'c'"),
        (10, "'same_as' names the dataset itself; leave it out"),
    ],
    "yaml": [
        (4, "the key 'name' stands here again (first on line 3); keep one of them"),
        (5, "'2026-13-45' is not the kind of value it looks like; put it in quotes"),
        (6, "the key 'on' is not text; put it in quotes"),
        (9, "'fidesops_meta' is the old name of 'fides_meta', which stands here too; join them"),
        (11, "'name' must be text: if it is a number, a date, yes or no, put it in quotes"),
    ],
    "types": [
        (1, "'dataset' must be a list"),
        (5, "unknown key 'colour'."),
        (6, "unknown data category 'user.council'."),
    ],
    "self": [(2, "unknown key 'self' somewhere in this block; take it out")],
}


def refusal(*paths: Path) -> list[str]:
    """The lines of the error that reading these files ends with."""
    with pytest.raises(UsageError) as raised:
        FidesMaps().read(paths)
    return str(raised.value).splitlines()


def test_every_bad_map_has_its_problems_in_the_table() -> None:
    assert {file.stem for file in BAD.glob("*.yml")} == set(PROBLEMS)


@pytest.mark.parametrize("name", PROBLEMS)
def test_all_problems_of_a_map_are_told_at_once_by_file_and_line(name: str) -> None:
    file = BAD / f"{name}.yml"
    _, *told = refusal(file)
    assert [line.split(": ")[0].strip() for line in told] == [f"{file}:{line}" for line, _ in PROBLEMS[name]]
    for said, (_, fragment) in zip(told, PROBLEMS[name], strict=True):
        assert fragment in said


def test_the_problems_of_several_files_are_told_together_and_the_rest_counted() -> None:
    first, *told = refusal(BAD / "keys.yml", BAD / "doubles.yml")
    assert first == "The data map cannot be used: 24 things are wrong in it."
    assert len(told) == 21
    assert told[-1].strip() == "and 4 more, shown when these are mended."


TEXTS = {
    "an empty file": (b"", 1, "the file is empty"),
    "a file of comments": (b"# nothing\n", 1, "the file is empty"),
    "a list": (b"- 1\n", 1, "a map begins with 'dataset:'"),
    "broken YAML": (b"dataset:\n  - a: b: c\n", 2, "this is not YAML: mapping values are not allowed"),
    "an unclosed bracket": (b"dataset: [\n", 2, "this is not YAML"),
    "two documents": (b"dataset: []\n---\ndataset: []\n", 2, "expected a single document"),
    "bytes that are not UTF-8": (b"dataset: \xff\xfe\n", 1, "this is not YAML text in UTF-8"),
    "a NUL byte": (b"dataset: \x00\n", 1, "this is not YAML text in UTF-8"),
    "an unknown tag": (b"dataset: !!python/object:os.system []\nextra: !x 1\n", 2, "unknown key 'extra'"),
    "200,000 brackets": (b"[" * 200_000, 1, "blocks are nested more than 60 deep"),
    "200,000 dashes": (b"- " * 200_000 + b"a", 1, "blocks are nested more than 60 deep"),
    "an alias of itself": (b"dataset: &a [*a]\n", 1, "aliases (*name) unfold into more values"),
    "a block merged into itself": (b"dataset: &a {<<: *a}\n", 1, "aliases (*name) unfold into more values"),
    "a merge of a list": (b"dataset: []\nmeta: {<<: [1]}\n", 2, "'<<' must name a block of keys"),
    "an undefined alias": (b"dataset: *a\n", 1, "this is not YAML"),
    "a dataset that is a word": (b"dataset: [housing]\n", 1, "must be a block of keys"),
    "no key": (b"dataset: [{collections: []}]\n", 1, "the key 'fides_key' is missing here"),
    "a key Fides forbids": (b"dataset: [{fides_key: a b, collections: []}]\n", 1, "'fides_key': FidesKeys must only"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_is_no_map_is_refused_in_words(name: str, tmp_path: Path) -> None:
    text, line, fragment = TEXTS[name]
    file = tmp_path / "map.yml"
    file.write_bytes(text)
    told = refusal(file)
    assert any(one.strip().startswith(f"{file}:{line}: ") and fragment in one for one in told), told


def test_aliases_that_multiply_are_refused_before_memory_fills(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    file = tmp_path / "bomb.yml"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert "aliases (*name) unfold into more values than a map can have" in refusal(file)[1]


def test_a_file_that_is_not_there_and_a_folder_without_maps_are_named(tmp_path: Path) -> None:
    assert f"{tmp_path / 'no.yml'}:1: the file cannot be read (No such file" in refusal(tmp_path / "no.yml")[1]
    assert refusal(tmp_path) == [
        f"The folder '{tmp_path}' holds no .yml or .yaml file; name the folder that holds the map."
    ]


def test_files_without_any_dataset_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "map.yml"
    file.write_text("system: [{fides_key: a}]\n", encoding="utf-8")
    assert refusal(file) == [f"No dataset stands in {file}. A map begins with 'dataset:'."]


UNREADABLE = {
    "dataset: [{fides_key: a, collections: [5]}]": "'collections' must be a block of keys",
    "dataset: a: b": "this is not YAML",
    "- fides_key: a": "a map begins with 'dataset:'",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_dataset_too_broken_to_read_is_not_called_missing_as_well(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yml").write_text(
        "dataset:\n  - fides_key: b\n    fides_meta: {after: [a]}\n    muniment: {same_as: a}\n    collections:\n"
        "      - name: t\n        fides_meta: {after: [a.t]}\n        fields:\n"
        "          - {name: id, fides_meta: {references: [{dataset: a, field: t.id}]}}\n",
        encoding="utf-8",
    )
    _, *told = refusal(tmp_path)
    assert len(told) == 1
    assert told[0].strip().startswith(f"{tmp_path / 'a.yml'}:1: {UNREADABLE[text]}")


JUNK: list[Any] = [
    None,
    True,
    5,
    1.5,
    -1,
    10**400,
    "",
    "x",
    "a.b.c",
    [],
    [None],
    [5],
    [[]],
    {},
    {"a": 1},
    {"name": None},
]
NAMES = ["name", "self", "fields", "muniment", "fides_meta", "fidesops_meta", "__class__", "unknown"]


def break_somewhere(value: Any, draw: st.DataObject) -> None:
    """Changes, takes out or adds one value, however deep."""
    while True:
        place = draw.draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
        inside = value[place]
        if not isinstance(inside, dict | list) or not inside or draw.draw(st.integers(0, 6)) == 0:
            break
        value = inside
    change = draw.draw(st.sampled_from(["put", "take", "add"]))
    if change == "put":
        value[place] = draw.draw(st.sampled_from(JUNK))
    elif change == "take":
        del value[place]
    elif isinstance(value, dict):
        value[draw.draw(st.sampled_from(NAMES))] = draw.draw(st.sampled_from(JUNK))
    else:
        value.append(draw.draw(st.sampled_from(JUNK)))


COUNCIL = yaml.safe_load((MAPS / "council.yml").read_text(encoding="utf-8"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_broken_a_map_is_read_or_refused_by_file_and_line(draw: st.DataObject) -> None:
    broken = copy.deepcopy(COUNCIL)
    break_somewhere(broken, draw)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.yml"
        file.write_text(yaml.safe_dump(broken), encoding="utf-8")
        try:
            assert isinstance(FidesMaps().read([file]), DataMap)
        except UsageError as refused:
            assert f"{file}:" in str(refused) or "No dataset stands in" in str(refused)
