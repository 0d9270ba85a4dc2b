"""Small data maps for tests, written in one line a collection."""

from muniment.core.datamap.model import (
    Collection,
    CollectionNotes,
    DataMap,
    Dataset,
    Direction,
    Field,
    Reference,
)
from muniment.core.values import CollectionId, Person, Place

PLACE = Place("test.yml", 1)


def column(text: str, dataset: str) -> Field:
    """A field from "name", "name!" (primary key), "name@email" (identity), "name>other.id" (reference),
    "name>>other.id" (direction to), "name<other.id" (direction from), "name~user.name" (category); marks combine."""
    spec, _, category = text.partition("~")
    spec, _, identity = spec.partition("@")
    references = []
    for mark, direction in ((">>", Direction.TO), (">", Direction.UNSTATED), ("<", Direction.FROM)):
        if mark in spec:
            spec, _, target = spec.partition(mark)
            owner, _, name = target.rpartition(".")
            where, _, collection = owner.rpartition(".")
            references.append(
                Reference(
                    target=CollectionId(where or dataset, collection), field=(name,), direction=direction, place=PLACE
                )
            )
            break
    return Field(
        path=(spec.rstrip("!"),),
        place=PLACE,
        primary_key=spec.endswith("!"),
        identity=identity or None,
        references=tuple(references),
        categories=(category,) if category else (),
    )


def collection(dataset: str, name: str, columns: str, **notes: object) -> Collection:
    return Collection(
        id=CollectionId(dataset, name),
        place=PLACE,
        fields=tuple(column(text, dataset) for text in columns.split()),
        notes=CollectionNotes(**notes),  # type: ignore[arg-type]
    )


def dataset(key: str, *collections: tuple[str, str] | Collection) -> Dataset:
    made = [one if isinstance(one, Collection) else collection(key, *one) for one in collections]
    return Dataset(key=key, place=PLACE, collections=tuple(made))


def datamap(*datasets: Dataset) -> DataMap:
    return DataMap(datasets=datasets)


def person(id: str = "ann", **identities: str | tuple[str, ...]) -> Person:
    """A person by keyword: `person(email="ann@example.com")`."""
    return Person(
        id=id, identities={key: (value,) if isinstance(value, str) else value for key, value in identities.items()}
    )
