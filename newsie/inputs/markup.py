"""HTML as it comes."""

import re
from html.parser import HTMLParser

_NO_CHARACTER = re.compile(r"&#[0-9]{100,};?")


class MarkupReader(HTMLParser):
    """Python's reader of HTML, for any markup: it stops at some that browsers read over.

    Example:
        >>> class Said(MarkupReader):
        ...     def handle_data(self, data):
        ...         print(data)
        >>> Said().feed("<![if]>Two died.</p>")
        Two died.
    """

    def feed(self, data: str) -> None:
        """Read some markup; a character of hundreds of digits, which Python cannot count, is none."""
        super().feed(_NO_CHARACTER.sub("\ufffd", data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read over a section of a kind that Python does not know, as over a comment."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report=False)
