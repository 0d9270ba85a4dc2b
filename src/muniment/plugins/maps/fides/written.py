"""The datasets of a map as they are written, each part with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from muniment.plugins.maps.fides.form import MapCategory, MapDataset, MapFile
from muniment.plugins.maps.fides.tree import Document, TreePath
from muniment.plugins.maps.fides.wording import in_words

MOST_ROUNDS = 4

Form = TypeVar("Form", bound=BaseModel)
Inner = TypeVar("Inner", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Written(Generic[Form]):
    """A part of a map, and where it stands."""

    form: Form
    document: Document
    path: TreePath

    def inner(self, key: str, forms: Sequence[Inner] | None) -> "Iterator[Written[Inner]]":
        """The parts listed under a key."""
        for index, form in enumerate(forms or ()):
            yield Written(form, self.document, (*self.path, key, index))

    def complain(self, text: str, *key: str | int) -> None:
        """Notes a problem with this part, or with what stands under a key of it."""
        self.document.complain((*self.path, *key), text)


@dataclass(slots=True)
class WrittenMap:
    """Everything that the files of a map say, as far as it has the right form."""

    datasets: list[Written[MapDataset]] = field(default_factory=list)
    categories: list[Written[MapCategory]] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)  # keys of datasets with too much wrong to be read further
    whole: bool = True  # false when a file gave nothing at all, so that anything may have stood in it


def written_map(documents: Sequence[Document]) -> WrittenMap:
    """The datasets and categories of all files; what has the wrong form is a problem of its document."""
    found = WrittenMap()
    for document in documents:
        if not isinstance(document.value, dict):
            found.whole = False
            if document.value is not None:
                document.complain((), "a map begins with 'dataset:' and a list of datasets under it")
            continue
        _complain_of_two_metas(document)
        rest = {key: value for key, value in document.value.items() if key not in {"dataset", "data_category"}}
        _fitted(document, (), rest, MapFile)
        for index, block in _items(document, "dataset"):
            dataset = _fitted(document, ("dataset", index), block, MapDataset)
            if dataset:
                found.datasets.append(dataset)
            elif isinstance(block, dict):
                found.spoiled.add(str(block.get("fides_key")))
        for index, block in _items(document, "data_category"):
            if category := _fitted(document, ("data_category", index), block, MapCategory):
                found.categories.append(category)
    return found


def _items(document: Document, key: str) -> Iterator[tuple[int, object]]:
    values = document.value.get(key, []) if isinstance(document.value, dict) else []
    if isinstance(values, list):
        yield from enumerate(values)
    else:
        document.complain((key,), f"'{key}' must be a list (each item after '- ')")


def _complain_of_two_metas(document: Document) -> None:
    """Fideslang keeps one of the two and drops the other."""
    for path in document.lines:
        if path[-1:] == ("fidesops_meta",) and (*path[:-1], "fides_meta") in document.lines:
            document.complain(path, "'fidesops_meta' is the old name of 'fides_meta', which stands here too; join them")


def _fitted(document: Document, path: TreePath, value: object, model: type[Form]) -> Written[Form] | None:
    """The value in the form of a model; None when too much is wrong.

    What does not fit is complained of and taken out, so that the meaning of the rest is checked in the same run.
    """
    complained = False
    for _ in range(MOST_ROUNDS):
        try:
            return Written(model.model_validate(value), document, path)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        except TypeError:  # the one key that cannot be passed on to fideslang's own constructor
            document.complain(path, "unknown key 'self' somewhere in this block; take it out")
            return None
        if not complained:
            for one in errors:
                document.complain((*path, *one["loc"]), in_words(one, model))
            complained = True
        if not all(_taken_out(value, list(error["loc"])) for error in errors):
            return None
    return None


def _taken_out(value: object, path: list[str | int]) -> bool:
    """Takes out the key an error is about or, when it is missing, the block it is missing from."""
    for key, outer in ((path[-1:], path[:-1]), (path[-2:-1], path[:-2])):
        block = _at(value, outer)
        if key and isinstance(block, dict) and key[0] in block:
            del block[key[0]]
            return True
    return False


def _at(value: object, path: Sequence[str | int]) -> object:
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            return None
    return value
