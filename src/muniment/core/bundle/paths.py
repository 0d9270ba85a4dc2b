"""Names of files in a bundle: the true name where every file system takes it, else one made safe."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from muniment.core.values import CollectionId

LONGEST_NAME = 100
_SAFE = re.compile(rf"[A-Za-z0-9_-][A-Za-z0-9_.-]{{0,{LONGEST_NAME - 1}}}")
_UNSAFE_CHARACTERS = re.compile(r"[^A-Za-z0-9_-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SLUG = 40
_HASH = 12


def safe_name(name: str, *, ambiguous: bool = False) -> str:
    """A file or folder name for it, the name itself when that is safe; two names never get one.

    `ambiguous` says that another name in the same folder differs from it only in case, which Windows and
    macOS would hold to be one file. A name made safe holds a `~`, which no safe name does.

    >>> safe_name("tenancies"), safe_name("../x"), safe_name("Rent", ambiguous=True)
    ('tenancies', 'x~d6b96a97d147', 'Rent~f0268cb9100a')
    """
    if not ambiguous and _SAFE.fullmatch(name) and not name.endswith(".") and not _DEVICES.fullmatch(name):
        return name
    slug = _UNSAFE_CHARACTERS.sub("-", name).strip("-")[:_SLUG]
    return f"{slug}~{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"


def collection_paths(ids: Iterable[CollectionId]) -> Mapping[CollectionId, str]:
    """For each collection of a map `dataset/collection` in safe names; files add a folder and an ending."""
    return _collection_paths(tuple(ids))


@lru_cache(maxsize=2)
def _collection_paths(collections: tuple[CollectionId, ...]) -> Mapping[CollectionId, str]:
    folders = Counter(dataset.casefold() for dataset in {id.dataset for id in collections})
    files = Counter((id.dataset, id.collection.casefold()) for id in collections)
    return {
        id: safe_name(id.dataset, ambiguous=folders[id.dataset.casefold()] > 1)
        + "/"
        + safe_name(id.collection, ambiguous=files[id.dataset, id.collection.casefold()] > 1)
        for id in collections
    }
