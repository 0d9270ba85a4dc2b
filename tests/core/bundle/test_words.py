from typing import get_args

import pytest

from muniment.core.bundle.words import legal_reason
from muniment.plugins.maps.fides.form import LawfulBasis


@pytest.mark.parametrize("basis", get_args(LawfulBasis))
def test_every_lawful_basis_of_a_map_is_told_to_a_resident_in_a_sentence(basis: str) -> None:
    said = legal_reason(basis)
    assert said.endswith(f"({basis.replace('-', ' ')})")
    assert len(said.split()) > 4


def test_a_basis_in_the_council_s_own_words_stays_as_it_is() -> None:
    assert legal_reason("Care Act 2014 section 9") == "Care Act 2014 section 9"
