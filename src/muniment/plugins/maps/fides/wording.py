"""What the models object to, said plainly."""

import difflib
from collections.abc import Iterable
from typing import Any, get_args

from fideslang.validation import DATA_TYPE_NAMES
from pydantic import BaseModel
from pydantic_core import ErrorDetails

Location = tuple[str | int, ...]

_PLAIN = {
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "dict_type": "must be a block of keys",
    "greater_than": "must be a number above 0",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "list_type": "must be a list (each item on its own line after '- ')",
    "model_attributes_type": "must be a block of keys",
    "model_type": "must be a block of keys",
    "string_too_short": "is empty: give it a text, or leave the key out",
    "string_type": "must be text: if it is a number, a date, yes or no, put it in quotes; if it is empty, leave it out",
}

_HINTS = {"data_type": f" It is one of {', '.join(sorted(DATA_TYPE_NAMES))}, with [] after it for a list."}


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question that names the known word most like this one; empty when none is.

    >>> suggestion("colection", ["collections", "name"])
    " Did you mean 'collections'?"
    """
    close = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


def in_words(error: ErrorDetails, top: type[BaseModel]) -> str:
    """One error of a model, as the person who wrote the map would say it."""
    location, kind = error["loc"], error["type"]
    key = str(next((part for part in reversed(location) if isinstance(part, str)), "this"))
    if kind == "extra_forbidden":
        return f"unknown key '{key}'.{_where_to(key, _model_at(top, location[:-1]))}"
    if kind == "missing":
        return f"the key '{key}' is missing here"
    if kind in {"enum", "literal_error"}:
        return f"'{key}' must be one of: {_choices(error)}, not '{error['input']}'.{_closest(error)}"
    if kind == "value_error":
        said = error["msg"].removeprefix("Value error, ")
        return f"'{key}': {said}{_HINTS.get(key, '')}"
    return f"'{key}' {_PLAIN.get(kind, error['msg'])}"


def _where_to(key: str, model: type[BaseModel] | None) -> str:
    """A known key spelt nearly so, or the block beside which the key belongs to."""
    if model is None:
        return ""
    for block in ("fides_meta", "muniment"):
        inner = _model_at(model, (block,))
        if inner and key in _keys(inner):
            return f" It belongs inside '{block}'."
    known = _keys(model)
    return suggestion(key, known) or f" Known here: {', '.join(sorted(known))}."


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _model_at(model: type[BaseModel] | None, location: Location) -> type[BaseModel] | None:
    """The model that the block at a location must fit."""
    for part in location:
        if model is None:
            return None
        if isinstance(part, str):
            field = model.model_fields.get(part)
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _choices(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


def _closest(error: ErrorDetails) -> str:
    return suggestion(str(error["input"]), _choices(error).split(", "))
