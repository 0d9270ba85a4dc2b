"""The written map as values of the core; every check is done, so nothing here can fail."""

import json

from fideslang.models import EdgeDirection

from muniment.core.datamap.model import (
    Collection,
    CollectionNotes,
    DataMap,
    Dataset,
    DatasetNotes,
    Direction,
    Field,
    FieldNotes,
    FieldPath,
    MaskingOverride,
    Reference,
    Restriction,
)
from muniment.core.values import CollectionId
from muniment.plugins.maps.fides.form import (
    CollectionBlock,
    DatasetBlock,
    FieldBlock,
    MapCollection,
    MapCollectionMeta,
    MapDataset,
    MapField,
    MapFieldMeta,
)
from muniment.plugins.maps.fides.meaning import ARRAY
from muniment.plugins.maps.fides.names import Names
from muniment.plugins.maps.fides.written import Written, WrittenMap

_DIRECTIONS = {EdgeDirection.TO: Direction.TO, EdgeDirection.FROM: Direction.FROM, None: Direction.UNSTATED}


def build(written: WrittenMap, names: Names) -> DataMap:
    """The data map, in the order of the files."""
    return DataMap(datasets=tuple(_dataset(one, names) for one in written.datasets))


def _dataset(written: Written[MapDataset], names: Names) -> Dataset:
    form = written.form
    meta = form.fides_meta
    return Dataset(
        key=form.fides_key,
        place=written.document.place(written.path),
        collections=tuple(_collection(one, form, names) for one in written.inner("collections", form.collections)),
        name=form.name or "",
        description=form.description or "",
        schema=meta.namespace.schema_ if meta and meta.namespace else None,
        after=tuple(meta.after or ()) if meta else (),
        notes=_dataset_notes(form.muniment or DatasetBlock()),
    )


def _dataset_notes(block: DatasetBlock) -> DatasetNotes:
    return DatasetNotes(
        label=block.label,
        purposes=tuple(block.purposes or ()),
        lawful_basis=block.lawful_basis,
        recipients=tuple(block.recipients or ()),
        source=block.source,
        retention=block.retention,
        same_as=block.same_as,
    )


def _collection(written: Written[MapCollection], dataset: MapDataset, names: Names) -> Collection:
    form = written.form
    meta = form.fides_meta or MapCollectionMeta()
    # Fides: a dataset's categories apply to all its collections.
    categories = dict.fromkeys([*(dataset.data_categories or ()), *(form.data_categories or ())])
    masking = meta.masking_strategy_override
    return Collection(
        id=CollectionId(dataset.fides_key, form.name),
        place=written.document.place(written.path),
        fields=tuple(_field(one, (), names) for one in written.inner("fields", form.fields)),
        description=form.description or "",
        categories=tuple(categories),
        after=_named(meta.after, names),
        erase_after=_named(meta.erase_after, names),
        skip=bool(meta.skip_processing),
        masking=MaskingOverride(strategy=masking.strategy.value) if masking else None,
        notes=_collection_notes(form.muniment or CollectionBlock()),
    )


def _named(keys: list[str] | None, names: Names) -> tuple[CollectionId, ...]:
    return tuple(found for key in keys or () if (found := names.collection(key)))


def _collection_notes(block: CollectionBlock) -> CollectionNotes:
    restriction = block.restriction
    return CollectionNotes(
        label=block.label,
        subject=block.subject,
        shared=block.shared,
        paper=bool(block.paper),
        restriction=Restriction(method=restriction.method, field=restriction.field, value=restriction.value)
        if restriction
        else None,
        decision=bool(block.decision),
    )


def _field(written: Written[MapField], outer: FieldPath, names: Names) -> Field:
    form = written.form
    path = (*outer, form.name)
    meta = form.fides_meta or MapFieldMeta()
    masking = meta.masking_strategy_override
    return Field(
        path=path,
        place=written.document.place(written.path),
        description=form.description or "",
        categories=tuple(form.data_categories or meta.data_categories or ()),
        data_type=meta.data_type.removesuffix(ARRAY) if meta.data_type else None,
        is_array=bool(meta.data_type and meta.data_type.endswith(ARRAY)),
        return_all_elements=bool(meta.return_all_elements),
        length=meta.length,
        read_only=bool(meta.read_only),
        primary_key=bool(meta.primary_key),
        identity=meta.identity,
        references=_references(written, meta, names),
        masking=MaskingOverride(
            strategy=masking.strategy, options=json.dumps(masking.configuration or {}, sort_keys=True, default=str)
        )
        if masking
        else None,
        notes=_field_notes(form.muniment or FieldBlock()),
        fields=tuple(_field(one, path, names) for one in written.inner("fields", form.fields)),
    )


def _references(written: Written[MapField], meta: MapFieldMeta, names: Names) -> tuple[Reference, ...]:
    found = []
    for index, reference in enumerate(meta.references or ()):
        if target := names.target(reference):
            place = written.document.place((*written.path, "fides_meta", "references", index))
            direction = _DIRECTIONS[reference.direction]
            found.append(Reference(target=target[0], field=target[1], direction=direction, place=place))
    return tuple(found)


def _field_notes(block: FieldBlock) -> FieldNotes:
    return FieldNotes(
        match=block.match,
        format=block.format,
        provided_by_subject=block.provided_by_subject,
        mask=block.mask,
        keep=block.keep,
    )
