"""JSON as it comes."""

import json
from typing import Any


def parsed(text: str, strict: bool = True) -> Any:
    """Return what JSON says; what it cannot say has one kind of error, where Python has three.

    Raises:
        ValueError: it is not JSON, is nested too deep, or has a number of thousands of digits.

    Example:
        >>> parsed('{"a": 1}')
        {'a': 1}
        >>> parsed("[" * 100_000)
        Traceback (most recent call last):
        ValueError: nested too deep
    """
    try:
        return json.loads(text, strict=strict)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError:
        raise ValueError("a number of thousands of digits") from None


def why(error: ValueError) -> str:
    """Return what is wrong with a text that `parsed` refused, without where."""
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)
