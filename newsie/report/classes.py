"""Kinds of event, few enough to tell apart in a drawing: force, words against, together, other."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def classes() -> dict[str, dict[str, Any]]:
    """Return each class's label and event types, by the class's name."""
    text = (files("newsie") / "resources" / "report" / "classes.json").read_text("utf-8")
    return dict(json.loads(text))


def class_of(event_type: str) -> str:
    """Return the class of an event type.

    Example:
        >>> class_of("ASSAULT"), class_of("CONSULT")
        ('force', 'together')
    """
    return next((name for name, c in classes().items() if event_type in c["types"]), "other")
