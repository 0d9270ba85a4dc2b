"""Values that several rooms of the core share: where a thing stands, and who is asked about."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in a file, for error messages; `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class CollectionId(NamedTuple):
    """The name of one collection: the dataset's key and the collection's name in it."""

    dataset: str
    collection: str

    def __str__(self) -> str:
        return f"{self.dataset}.{self.collection}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The data subject of a search: an id of the council's choosing, and every identifier known.

    `identities` maps an identity key of the data map (`email`, `nhs_number`, `name`, ...) to its known
    values as given: a maiden name, an old address and a second e-mail all stand side by side.
    """

    id: str
    identities: dict[str, tuple[str, ...]] = field(default_factory=dict)
