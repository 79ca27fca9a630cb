"""Turn world-atlas' land-110m.json (TopoJSON) into newsie's coastlines: rings, and no borders.

Run once, by hand; the result is kept in the repository:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python models/coastlines/convert.py package/land-110m.json newsie/resources/coastlines.json
"""

import json
import sys
from itertools import accumulate
from pathlib import Path

_DECIMALS = 2  # a hundredth of a degree, about a kilometre: finer than the 1:110m lines are true


def rings(topology: dict) -> list[list[float]]:
    """Return each shore as one flat list: longitude, latitude, longitude, latitude ..."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    (land,) = topology["objects"]["land"]["geometries"]
    return [_ring(arcs, numbers) for polygon in land["arcs"] for numbers in polygon]


def _decode(arc: list[list[int]], transform: dict) -> list[tuple[float, float]]:
    """Return an arc's points: TopoJSON keeps differences of whole numbers."""
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    xs = accumulate(p[0] for p in arc)
    ys = accumulate(p[1] for p in arc)
    return [
        (round(x * kx + x0, _DECIMALS), round(y * ky + y0, _DECIMALS)) for x, y in zip(xs, ys, strict=True)
    ]


def _ring(arcs: list[list[tuple[float, float]]], numbers: list[int]) -> list[float]:
    """Return the arcs joined end to end; a negative number (~n) runs its arc backwards."""
    points: list[tuple[float, float]] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc[1:] if points else arc
    return [value for point in _flattened(points) for value in point]


def _flattened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a shore that a flat map can fill: across the 180th meridian it goes on, to 190 say.

    One that goes round the pole (Antarctica) is closed along the map's lower edge.
    """
    turns, before, flat = 0, points[0][0], []
    for lon, lat in points:
        turns += (lon - before < -180) - (lon - before > 180)
        before = lon
        flat.append((round(lon + 360 * turns, _DECIMALS), lat))
    west = min(lon for lon, _ in flat) < -181
    flat = [(round(lon + 360, _DECIMALS), lat) for lon, lat in flat] if west and not turns else flat
    if turns:
        flat += [(flat[-1][0], -90.0), (flat[0][0], -90.0), flat[0]]
    return flat


def main() -> None:
    """Convert the file named first into the file named second."""
    source, target = map(Path, sys.argv[1:])
    found = rings(json.loads(source.read_text()))
    target.write_text(json.dumps(found, separators=(",", ":")).replace("],[", "],\n[") + "\n")
    print(f"{len(found)} shores, {sum(map(len, found)) // 2} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
