"""Names of files in a bundle are safe on every system, and no two collections share one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.bundle.paths import LONGEST_NAME, collection_paths, safe_name
from muniment.core.values import CollectionId

UNSAFE = [
    "", ".", "..", "../x", "a/b", "a\\b", ".hidden", "trailing.", "two words", "naïve", "tab\t", "nul\0", "a:b", "a~b",
    "con", "CON", "nul.txt", "Lpt1", "com9.tar.gz", "x" * (LONGEST_NAME + 1), "\ud800", "-\n",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["tenancies", "Customer", "a.b", "case-notes_2026", "x" * LONGEST_NAME, "console", "-"]
)
def test_a_name_that_is_safe_is_kept(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_is_not_safe_is_made_so(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{0,40}~[0-9a-f]{12}", safe_name(name))


@given(st.sets(st.text(alphabet="aA.~/ \0é", max_size=4), max_size=8))
def test_names_in_one_folder_never_collide_whatever_the_case(names: set[str]) -> None:
    paths = collection_paths(CollectionId("d", name) for name in names)
    assert len({path.casefold() for path in paths.values()}) == len(names)
    assert all(path.count("/") == 1 for path in paths.values())


def test_only_names_that_differ_in_case_alone_are_changed_for_it() -> None:
    ids = [CollectionId("Crm", name) for name in ("Person", "person", "Invoice")]
    paths = collection_paths([*ids, CollectionId("crm2", "Person")])
    assert paths[ids[2]] == "Crm/Invoice"
    assert paths[CollectionId("crm2", "Person")] == "crm2/Person"
    assert paths[ids[0]].startswith("Crm/Person~")
    assert paths[ids[1]].startswith("Crm/person~")
