"""Days of publication, in the forms that exports, feeds and file names write them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Any

_COMPACT = re.compile(r"\d{14}")
_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


def moment(value: Any) -> Any:
    """Return a date of RFC 822 or GDELT as an ISO string; anything else as it is.

    Example:
        >>> moment("Fri, 14 Mar 2025 22:05:00 +0200")
        '2025-03-14T22:05:00+02:00'
        >>> moment("20250314101500")
        '2025-03-14T10:15:00'
    """
    if not isinstance(value, str):
        return value
    value = value.strip()
    try:
        if _COMPACT.fullmatch(value):
            return dt.datetime.strptime(value, "%Y%m%d%H%M%S").isoformat()
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, OverflowError):  # the latter for a zone of many digits
        return value


def in_name(stem: str) -> str | None:
    """Return the one ISO day that a file's name holds, as in `2025-03-14-odesa`.

    Example:
        >>> in_name("2025-03-14-odesa"), in_name("odesa-2")
        ('2025-03-14', None)
    """
    found = _IN_NAME.findall(stem)
    if len(found) != 1:
        return None
    try:
        return dt.date.fromisoformat(found[0]).isoformat()
    except ValueError:
        return None
