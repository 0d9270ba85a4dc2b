"""What the names in a map refer to, and why a name refers to nothing."""

from collections.abc import Iterator, Sequence

from muniment.core.datamap.model import FieldPath
from muniment.core.values import CollectionId
from muniment.plugins.maps.fides.form import MapField, MapReference
from muniment.plugins.maps.fides.wording import suggestion
from muniment.plugins.maps.fides.written import WrittenMap

Target = tuple[CollectionId, FieldPath]


class Names:
    """Every dataset, collection and field of the map by its name.

    A reference is written `collection.field.inner`, and names may hold dots themselves ("dbo.Person"), so
    a text is compared with the names there are rather than cut at its dots.
    """

    def __init__(self, written: WrittenMap) -> None:
        self._spoiled = written.spoiled
        self._whole = written.whole
        self.fields: dict[str, dict[str, dict[FieldPath, MapField]]] = {}
        for dataset in written.datasets:
            collections = self.fields.setdefault(dataset.form.fides_key, {})
            for collection in dataset.form.collections:
                collections.setdefault(collection.name, dict(_by_path(collection.fields)))

    def may_be_unread(self, dataset: str) -> bool:
        """Whether a dataset stands, or may stand, where the map could not be read: then nothing is said of it."""
        return dataset in self._spoiled or (dataset not in self.fields and not self._whole)

    def target(self, reference: MapReference) -> Target | None:
        """The field a reference names; None when there is none, or when it could be either of two."""
        found = self._targets(reference)
        return found[0] if len(found) == 1 else None

    def why_no_target(self, reference: MapReference) -> str:
        """Why a reference names no field, and what to do."""
        if reference.dataset not in self.fields:
            return self.why_no_dataset(reference.dataset)
        if self._targets(reference):
            return f"'{reference.field}' could be a field of either of two collections; rename one in the map"
        collections = self.fields[reference.dataset]
        inside = [name for name in collections if reference.field.startswith(f"{name}.")]
        if inside:
            name = max(inside, key=len)
            field = reference.field[len(name) + 1 :]
            known = [".".join(path) for path in collections[name]]
            return f"the collection '{name}' has no field '{field}'.{suggestion(field, known)}"
        if reference.field in collections:
            return f"'{reference.field}' is a collection: name one of its fields, '{reference.field}.FIELD'"
        name = reference.field.partition(".")[0]
        return f"the dataset '{reference.dataset}' has no collection '{name}'.{suggestion(name, collections)}"

    def why_no_dataset(self, key: str) -> str:
        """Why a dataset is not in the map, and what to do."""
        return (
            f"the dataset '{key}' is in none of the files given; give the file that holds it as well, "
            f"or correct the name.{suggestion(key, self.fields)}"
        )

    def collection(self, key: str) -> CollectionId | None:
        """The collection that `dataset.collection` names."""
        found = [
            CollectionId(dataset, name)
            for dataset, collections in self.fields.items()
            for name in collections
            if key == f"{dataset}.{name}"
        ]
        return found[0] if found else None

    def _targets(self, reference: MapReference) -> list[Target]:
        return [
            (CollectionId(reference.dataset, name), path)
            for name, fields in self.fields.get(reference.dataset, {}).items()
            if reference.field.startswith(f"{name}.")
            for path in fields
            if reference.field == ".".join((name, *path))
        ]


def _by_path(fields: Sequence[MapField] | None, outer: FieldPath = ()) -> Iterator[tuple[FieldPath, MapField]]:
    for one in fields or ():
        yield (*outer, one.name), one
        yield from _by_path(one.fields, (*outer, one.name))
