"""Fides dataset files become data maps, with our blocks beside `fides_meta`."""

import json
from pathlib import Path

import pytest

from muniment.core.datamap.model import (
    CollectionNotes,
    DatasetNotes,
    Direction,
    FieldNotes,
    MaskingOverride,
    MatchRule,
    Restriction,
    RestrictionMethod,
)
from muniment.core.errors import UsageError
from muniment.core.values import CollectionId, Place
from muniment.plugins.maps.fides import FidesMaps

DATA = Path(__file__).parents[2] / "data"
FIDES, MAPS = DATA / "fides", DATA / "maps"
POSTGRES = FIDES / "postgres_example_test_dataset.yml"


def written(folder: Path, text: str, name: str = "map.yml") -> Path:
    """A map file with that text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_every_example_of_fides_loads_unchanged() -> None:
    datamap = FidesMaps().read([FIDES])
    sizes = {dataset.key: len(dataset.collections) for dataset in datamap.datasets}
    assert sizes == {
        "email_dataset": 3,
        "mariadb_example_test_dataset": 11,
        "mongo_test": 9,
        "mysql_example_test_dataset": 12,
        "postgres_example_test_dataset": 11,
    }


@pytest.mark.parametrize("name", ["mariadb", "mysql", "postgres"])
def test_an_example_that_refers_to_no_other_loads_alone(name: str) -> None:
    datamap = FidesMaps().read([FIDES / f"{name}_example_test_dataset.yml"])
    references = [ref for one in datamap.collections() for leaf in one.leaves() for ref in leaf.references]
    assert len(references) == 10
    assert all(datamap.collection(ref.target).field(ref.field) for ref in references)


@pytest.mark.parametrize(("name", "line"), [("mongo_example_test_dataset.yml", 16), ("email_dataset.yml", 16)])
def test_a_file_whose_references_lead_to_another_asks_for_it(name: str, line: int) -> None:
    with pytest.raises(UsageError, match="give the file that holds it as well") as raised:
        FidesMaps().read([FIDES / name])
    assert f"{name}:{line}: the dataset 'postgres_example_test_dataset' is in none of the files" in str(raised.value)
    assert len(FidesMaps().read([FIDES / name, POSTGRES]).datasets) == 2


def test_nested_fields_arrays_and_directions_of_the_mongo_example_are_kept() -> None:
    datamap = FidesMaps().read([FIDES / "mongo_example_test_dataset.yml", POSTGRES])
    profile = datamap.collection(CollectionId("mongo_test", "internal_customer_profile"))
    phone = profile.field(("customer_identifiers", "derived_phone"))
    assert phone is not None
    assert (phone.data_type, phone.is_array, phone.return_all_elements) == ("string", True, True)
    assert (phone.identity, phone.column, phone.place.line) == ("phone_number", "customer_identifiers", 101)
    rewards = datamap.collection(CollectionId("mongo_test", "rewards")).field(("owner", "phone"))
    assert rewards is not None
    (reference,) = rewards.references
    assert (reference.target, reference.field, reference.direction, reference.place.line) == (
        profile.id,
        phone.path,
        Direction.FROM,
        286,
    )
    assert datamap.collection(CollectionId("mongo_test", "employee")).columns == ("_id", "email", "id", "name")


def test_categories_that_fides_own_example_misplaces_are_not_dropped() -> None:
    datamap = FidesMaps().read([FIDES / "mongo_example_test_dataset.yml", POSTGRES])
    field = datamap.collection(CollectionId("mongo_test", "customer_details")).field(("travel_identifiers",))
    assert field is not None
    assert field.categories == ("system.operations",)


def test_every_key_of_a_dataset_reaches_the_map() -> None:
    dataset = FidesMaps().read([MAPS / "council.yml"]).dataset("housing")
    assert (dataset.name, dataset.description, dataset.schema) == ("Housing", "Homes and rents", "dbo")
    assert (dataset.after, dataset.system, dataset.label) == (("register",), "register", "Council homes")
    assert dataset.place == Place(str(MAPS / "council.yml"), 6)
    assert dataset.notes == DatasetNotes(
        label="Council homes",
        purposes=("Letting homes", "Collecting rent"),
        lawful_basis="public-task",
        recipients=("The repairs contractor",),
        source="You, when you applied",
        retention="Six years after you leave",
        same_as="register",
    )


def test_every_key_of_a_collection_reaches_the_map() -> None:
    tenants, rent = FidesMaps().read([MAPS / "council.yml"]).dataset("housing").collections
    assert tenants.id == CollectionId("housing", "../x y\"z'")
    assert tenants.categories == ("user", "user.contact")
    assert tenants.after == (CollectionId("register", "person"),)
    assert tenants.erase_after == (CollectionId("housing", "dbo.Rent"),)
    assert tenants.masking == MaskingOverride(strategy="delete")
    assert (tenants.skip, rent.skip) == (False, True)
    assert tenants.columns == ("zid", "email", "State")
    assert tenants.notes == CollectionNotes(
        label="Tenants",
        subject=True,
        shared=False,
        paper=False,
        restriction=Restriction(method=RestrictionMethod.STATUS, field="State", value="R"),
        decision=True,
    )


def test_every_key_of_a_field_reaches_the_map() -> None:
    tenants, _ = FidesMaps().read([MAPS / "council.yml"]).dataset("housing").collections
    field = tenants.field(("email",))
    assert field is not None
    assert (field.description, field.categories) == ("Where letters go", ("user.contact.email", "user.tenancy"))
    assert (field.identity, field.data_type, field.is_array, field.length) == ("email", "string", True, 254)
    assert (field.return_all_elements, field.read_only, field.primary_key) == (True, True, False)
    assert field.masking == MaskingOverride(strategy="hash", options='{"algorithm": "SHA-512", "salt": "s"}')
    assert field.notes == FieldNotes(
        match=MatchRule.EXACT, format="%d/%m/%Y", provided_by_subject=True, mask="redact", keep=False
    )
    assert [(str(ref.target), ref.field, ref.direction.value) for ref in field.references] == [
        ("register.person", ("contact", "email"), "to"),
        ("register.dbo.Rent", ("payer", "id"), "from"),
        ("housing.../x y\"z'", ("zid",), "unstated"),
    ]


def test_a_folder_is_read_with_what_is_in_it_and_no_file_twice(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    one = written(tmp_path / "deep", "dataset: [{fides_key: a, collections: []}]", "a.YAML")
    written(tmp_path / ".hidden", "dataset: [{fides_key: a, collections: []}]")
    written(tmp_path, "not a map", "notes.txt")
    assert [dataset.key for dataset in FidesMaps().read([tmp_path, one]).datasets] == ["a"]


def test_aliases_and_merges_stand_for_what_they_name(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "dataset:\n"
        "  - fides_key: a\n"
        "    collections:\n"
        "      - name: one\n"
        "        fields: &fields [{name: id, fides_meta: &key {primary_key: true}}]\n"
        "      - name: two\n"
        "        fields: *fields\n"
        "      - name: three\n"
        "        fields: [{name: n, fides_meta: {<<: *key, data_type: integer}}]\n",
    )
    datamap = FidesMaps().read([file])
    keys = {one.id.collection: [leaf.name for leaf in one.primary_key] for one in datamap.collections()}
    assert keys == {"one": ["id"], "two": ["id"], "three": ["n"]}
    assert [leaf.data_type for leaf in datamap.collection(CollectionId("a", "three")).fields] == ["integer"]


def test_the_schema_describes_our_blocks_and_allows_no_other_key() -> None:
    schema = json.loads(FidesMaps().schema())
    assert schema["additionalProperties"] is False
    objects = {name: one for name, one in schema["$defs"].items() if one["type"] == "object"}
    assert [name for name, one in objects.items() if one.get("additionalProperties") is not False] == []
    assert set(objects["FieldBlock"]["properties"]) == {"match", "format", "provided_by_subject", "mask", "keep"}
    assert objects["MapField"]["properties"]["fidesops_meta"]["deprecated"] is True
