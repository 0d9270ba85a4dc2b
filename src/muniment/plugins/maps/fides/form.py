"""The form of a data map: fideslang's own models, made to refuse what they do not know, with our blocks beside.

fideslang drops unknown keys silently; here an unknown key is an error. The JSON Schema comes from the same models.
"""

from typing import Annotated, Literal

from fideslang.models import (
    CollectionMeta,
    DataCategory,
    Dataset,
    DatasetCollection,
    DatasetField,
    DatasetMetadata,
    FidesDatasetReference,
    FidesMeta,
    FieldMaskingStrategyOverride,
    MaskingStrategyOverride,
)
from fideslang.validation import FidesKey
from pydantic import BaseModel, ConfigDict, Field, field_validator

from muniment.core.datamap.model import MatchRule, RestrictionMethod

Text = Annotated[str, Field(min_length=1)]

LawfulBasis = Literal[
    "consent",
    "contract",
    "legal-obligation",
    "vital-interests",
    "public-task",
    "recognised-legitimate-interest",
    "legitimate-interests",
]
"""The bases of UK GDPR art 6(1)."""


class Block(BaseModel):
    """A `muniment:` block: its keys and their types are exactly these."""

    model_config = ConfigDict(extra="forbid", strict=True)


class DatasetBlock(Block):
    """What the bundle and the privacy notice say about a dataset."""

    label: Text | None = Field(default=None, description="The name a resident would understand.")
    purposes: list[Text] | None = Field(default=None, description="What the data is used for, in plain words.")
    lawful_basis: LawfulBasis | None = Field(default=None, description="The lawful basis, UK GDPR art 6(1).")
    recipients: list[Text] | None = Field(default=None, description="Who the data is shared with.")
    source: Text | None = Field(default=None, description="Where the data came from.")
    retention: Text | None = Field(default=None, description="How long the data is kept, in plain words.")
    same_as: FidesKey | None = Field(default=None, description="The dataset whose connection this one shares.")


class RestrictionBlock(Block):
    """How rows of a collection are restricted (UK GDPR art 18)."""

    # Not strict, because the words of the file become a member of the enumeration.
    method: RestrictionMethod = Field(strict=False, description="flag, status, quarantine or task.")
    field: Text | None = Field(default=None, description="The field that is set, for flag and status.")
    value: Text | None = Field(default=None, description="The value that means 'restricted', for status.")


class CollectionBlock(Block):
    """What Muniment needs to know of a collection that Fides has no key for."""

    label: Text | None = Field(default=None, description="The name a resident would understand.")
    subject: bool | None = Field(default=None, description="Whether each row is a person; worked out when not given.")
    shared: bool | None = Field(
        default=None, description="Whether rows belong to several people; counted when not given."
    )
    paper: bool | None = Field(default=None, description="Held on paper: looked for by hand.")
    restriction: RestrictionBlock | None = Field(default=None, description="How rows are restricted (UK GDPR art 18).")
    decision: bool | None = Field(default=None, description="Rows record automated decisions (UK GDPR art 22A).")


class FieldBlock(Block):
    """What Muniment needs to know of a field that Fides has no key for."""

    match: MatchRule | None = Field(default=None, strict=False, description="How two values are held to be the same.")
    format: Text | None = Field(default=None, description="How the system writes the value: %d/%m/%Y for a date.")
    provided_by_subject: bool | None = Field(
        default=None, description="The person gave it: portable under UK GDPR art 20."
    )
    mask: Text | None = Field(default=None, description="The mask used when the value is erased.")
    keep: bool | None = Field(default=None, description="Kept when the row is erased.")


class MapReference(FidesDatasetReference):
    """A reference to a field of another collection."""

    model_config = ConfigDict(extra="forbid")


class MapFieldMasking(FieldMaskingStrategyOverride):
    """A masking strategy for one field; the keys of `configuration` are the strategy's own."""

    model_config = ConfigDict(extra="forbid")


class MapFieldMeta(FidesMeta):
    """The `fides_meta` of a field."""

    model_config = ConfigDict(extra="forbid")
    references: list[MapReference] | None = None  # type: ignore[assignment]
    masking_strategy_override: MapFieldMasking | None = None
    data_categories: list[FidesKey] | None = Field(
        default=None, description="Misplaced, as in Fides' own examples; read as if it stood beside fides_meta."
    )


class MapField(DatasetField):
    """One field of a collection, or of a document inside it."""

    model_config = ConfigDict(extra="forbid")
    fides_meta: MapFieldMeta | None = None
    fields: list["MapField"] | None = None  # type: ignore[assignment]  # a list of a narrower kind
    muniment: FieldBlock | None = None


class MapCollectionMasking(MaskingStrategyOverride):
    """A masking strategy for the rows of a collection."""

    model_config = ConfigDict(extra="forbid")


class MapCollectionMeta(CollectionMeta):
    """The `fides_meta` of a collection; a name in `after` may hold any characters, as a table's name does."""

    model_config = ConfigDict(extra="forbid")
    after: list[Text] | None = None
    erase_after: list[Text] | None = None
    masking_strategy_override: MapCollectionMasking | None = None


def _as_written(values: list[object]) -> list[object]:
    """Leaves a list as the map has it: its order is the reader's, and doubles are named with their lines elsewhere."""
    return values


class MapCollection(DatasetCollection):
    """One table, file or paper series."""

    model_config = ConfigDict(extra="forbid")
    fields: list[MapField]  # type: ignore[assignment]
    fides_meta: MapCollectionMeta | None = None
    muniment: CollectionBlock | None = None
    _sort_fields = field_validator("fields")(_as_written)
    _unique_items_in_list = field_validator("fields")(_as_written)


class MapNamespace(BaseModel):
    """Where the tables of a dataset stand; every key that a connector of Fides knows."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())
    schema_: str | None = Field(default=None, alias="schema", description="The database schema the tables stand in.")
    connection_type: str | None = None
    database_name: str | None = None
    database_instance_name: str | None = None
    database_instance_id: str | None = None
    project_id: str | None = None
    dataset_id: str | None = None


class MapDatasetMeta(DatasetMetadata):
    """The `fides_meta` of a dataset."""

    model_config = ConfigDict(extra="forbid")
    namespace: MapNamespace | None = None  # type: ignore[assignment]


class MapDataset(Dataset):
    """One dataset: a part of one system."""

    model_config = ConfigDict(extra="forbid")
    collections: list[MapCollection]  # type: ignore[assignment]
    fides_meta: MapDatasetMeta | None = None
    muniment: DatasetBlock | None = None
    _sort_collections = field_validator("collections")(_as_written)
    _unique_items_in_list = field_validator("collections")(_as_written)


class MapCategory(DataCategory):
    """A data category of the council's own."""

    model_config = ConfigDict(extra="forbid")


Resources = list[dict[str, object]]


class MapFile(BaseModel):
    """A file of a data map: a Fides dataset file, with `muniment` blocks beside `fides_meta`."""

    model_config = ConfigDict(extra="forbid")
    dataset: list[MapDataset] = Field(default=[], description="The datasets, each a part of one system.")
    data_category: list[MapCategory] = Field(default=[], description="Data categories of your own.")
    data_subject: Resources = Field(default=[], description="Known to Fides; not read here.")
    data_use: Resources = Field(default=[], description="Known to Fides; not read here.")
    evaluation: Resources = Field(default=[], description="Known to Fides; not read here.")
    organization: Resources = Field(default=[], description="Known to Fides; not read here.")
    policy: Resources = Field(default=[], description="Known to Fides; not read here.")
    system: Resources = Field(default=[], description="Known to Fides; not read here.")
