"""The world's shores, from the package's data."""

import json
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
PER_DEGREE = 100  # the path's unit is a hundredth of a degree


@cache
def shores() -> tuple[tuple[Point, ...], ...]:
    """Return each shore as a closed line of (longitude, latitude) in degrees.

    Example:
        >>> len(shores()) > 100
        True
    """
    text = (files("newsie") / "resources" / "coastlines.json").read_text("utf-8")
    return tuple(tuple(zip(flat[::2], flat[1::2], strict=True)) for flat in json.loads(text))


@cache
def path_data() -> str:
    """Return all shores as the `d` of one SVG path, in hundredths of a degree, north up.

    Example:
        >>> path_data()[:1]
        'M'
    """
    return "".join(map(_closed, shores()))


def _closed(shore: tuple[Point, ...]) -> str:
    whole = [(round(lon * PER_DEGREE), round(-lat * PER_DEGREE)) for lon, lat in shore]
    x, y = whole[0]
    said = [f"M{x} {y}l"]
    for lon, lat in whole[1:-1]:
        said.append(f"{lon - x} {lat - y} ")
        x, y = lon, lat
    return "".join(said).rstrip() + "z"
