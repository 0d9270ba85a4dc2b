"""What a map in the right form can still get wrong: names that mean nothing, or two things, or cannot be searched."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from fideslang.validation import DATA_TYPE_NAMES
from pydantic import BaseModel

from muniment.core.datamap.model import RestrictionMethod
from muniment.core.identity.matching import can_start, rule_for, starts_search
from muniment.core.values import CollectionId, Place
from muniment.plugins.maps.fides.form import MapCollection, MapDataset, MapField
from muniment.plugins.maps.fides.names import Names
from muniment.plugins.maps.fides.wording import suggestion
from muniment.plugins.maps.fides.written import Written, WrittenMap

Part = TypeVar("Part", bound=BaseModel)

ARRAY = "[]"
FIDES_CATEGORIES = frozenset(str(one.fides_key) for one in DEFAULT_TAXONOMY.data_category)


def check_meaning(written: WrittenMap, names: Names) -> None:
    """Notes every problem of meaning with the document it stands in."""
    categories = FIDES_CATEGORIES | {one.form.fides_key for one in written.categories}
    for category in written.categories:
        _known_categories(category, [category.form.parent_key or category.form.fides_key], "parent_key", categories)
    _no_doubles(written.datasets, "dataset", "fides_key")
    for dataset in written.datasets:
        _check_dataset(dataset, names, written, categories)
        collections = list(dataset.inner("collections", dataset.form.collections))
        _no_doubles(collections, "collection", "name")
        for collection in collections:
            _check_collection(collection, names, categories)
            _check_fields(collection, CollectionId(dataset.form.fides_key, collection.form.name), names, categories)


def _no_doubles(parts: Iterable[Written[Part]], noun: str, key: str) -> None:
    """Complains of each part whose name an earlier one has."""
    first: dict[str, Place] = {}
    for part in parts:
        name = getattr(part.form, key)
        if name in first:
            part.complain(f"the {noun} '{name}' stands in the map twice; the first is at {first[name]}", key)
        else:
            first[name] = part.document.place((*part.path, key))


def _known_categories(part: Written[Part], given: list[str] | None, key: str, known: frozenset[str]) -> None:
    for index, category in enumerate(given or ()):
        if category not in known:
            part.complain(
                f"unknown data category '{category}'.{suggestion(category, known)} "
                "A category of your own is declared under 'data_category:' in any file of the map.",
                key,
                index,
            )


def _check_dataset(dataset: Written[MapDataset], names: Names, written: WrittenMap, categories: frozenset[str]) -> None:
    form = dataset.form
    _known_categories(dataset, form.data_categories, "data_categories", categories)
    for index, key in enumerate(form.fides_meta.after or () if form.fides_meta else ()):
        if key not in names.fields and not names.may_be_unread(key):
            dataset.complain(f"'after': {names.why_no_dataset(key)}", "fides_meta", "after", index)
    same_as = form.muniment.same_as if form.muniment else None
    if same_as is None or names.may_be_unread(same_as):
        return
    others = {one.form.fides_key: one.form for one in written.datasets}
    if same_as == form.fides_key:
        dataset.complain("'same_as' names the dataset itself; leave it out", "muniment", "same_as")
    elif same_as not in others:
        dataset.complain(f"'same_as': {names.why_no_dataset(same_as)}", "muniment", "same_as")
    elif (other := others[same_as].muniment) and other.same_as:
        dataset.complain(
            f"'same_as' names '{same_as}', which itself shares the connection of '{other.same_as}'; "
            f"write '{other.same_as}' here",
            "muniment",
            "same_as",
        )


def _check_collection(collection: Written[MapCollection], names: Names, categories: frozenset[str]) -> None:
    form = collection.form
    _known_categories(collection, form.data_categories, "data_categories", categories)
    for key in ("after", "erase_after"):
        for index, named in enumerate(getattr(form.fides_meta, key, None) or ()):
            if names.collection(named) is None and not names.may_be_unread(named.partition(".")[0]):
                known = [f"{dataset}.{name}" for dataset, inside in names.fields.items() for name in inside]
                collection.complain(
                    f"'{key}' names the collection '{named}', which is in none of the files given."
                    f"{suggestion(named, known)}",
                    "fides_meta",
                    key,
                    index,
                )
    restriction = form.muniment.restriction if form.muniment else None
    if restriction is None:
        return
    where = ("muniment", "restriction")
    if restriction.field is None and restriction.method in {RestrictionMethod.FLAG, RestrictionMethod.STATUS}:
        collection.complain(f"a restriction by {restriction.method} needs the 'field' that is set", *where)
    if restriction.value is None and restriction.method is RestrictionMethod.STATUS:
        collection.complain("a restriction by status needs the 'value' that means restricted", *where)
    columns = [field.name for field in form.fields]
    if restriction.field is not None and restriction.field not in columns:
        collection.complain(
            f"the collection has no field '{restriction.field}'.{suggestion(restriction.field, columns)}",
            *where,
            "field",
        )


def _fields(part: Written[MapCollection] | Written[MapField]) -> Iterator[Written[MapField]]:
    """Every field inside, documents before what they hold; each level's names are compared on the way."""
    inside = list(part.inner("fields", part.form.fields))
    _no_doubles(inside, "field", "name")
    for field in inside:
        yield field
        yield from _fields(field)


def _check_fields(
    collection: Written[MapCollection], id: CollectionId, names: Names, categories: frozenset[str]
) -> None:
    for field in _fields(collection):
        _known_categories(field, field.form.data_categories, "data_categories", categories)
        _check_field_meta(field, categories)
        _check_references(field, id, names)


def _check_field_meta(field: Written[MapField], categories: frozenset[str]) -> None:
    meta, block = field.form.fides_meta, field.form.muniment
    if meta is None:
        return
    _known_categories(field, meta.data_categories, "fides_meta", categories)
    if meta.data_categories and field.form.data_categories:
        field.complain("'data_categories' stands here and inside 'fides_meta'; keep the first", "fides_meta")
    if meta.data_type and meta.data_type.removesuffix(ARRAY) not in DATA_TYPE_NAMES:
        field.complain(
            f"'data_type' must be one of {', '.join(sorted(DATA_TYPE_NAMES))}, with [] after it for a list, "
            f"not '{meta.data_type}'",
            "fides_meta",
            "data_type",
        )
    if field.form.fields and (meta.identity or meta.primary_key or meta.references):
        field.complain(
            "a document (a field with fields of its own) cannot be an identity, a key or a reference; "
            "write that at one of its fields",
            "fides_meta",
        )
    rule = rule_for(meta.identity or "", block.match if block else None)
    if meta.identity and starts_search(meta.identity) and not can_start(rule):
        field.complain(
            f"a search cannot start from '{meta.identity}' under 'match: {rule}', because no system can be asked that "
            "way; use another rule, or one of the identities that only confirm (name, date_of_birth)",
            "muniment",
            "match",
        )


def _check_references(field: Written[MapField], id: CollectionId, names: Names) -> None:
    meta = field.form.fides_meta
    if meta is None:
        return
    for index, reference in enumerate(meta.references or ()):
        where = ("fides_meta", "references", index)
        target = names.target(reference)
        if target is None:
            if not names.may_be_unread(reference.dataset):
                field.complain(names.why_no_target(reference), *where)
            continue
        (dataset, name), path = target
        named = names.fields[dataset][name][path]
        if named.fields:
            field.complain(f"'{reference.field}' is a document; name one of its fields", *where)
        if named is field.form:
            field.complain("the field refers to itself; leave the reference out", *where)
