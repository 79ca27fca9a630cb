"""Incidents as points on a map: GeoJSON (RFC 7946)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newsie.exports.files import write_text
from newsie.graph import label
from newsie.rows import IncidentRow, Row, as_dict


def write_geojson(rows: Mapping[str, Sequence[Row]], path: str | Path) -> None:
    """Write one feature an incident; where it happened is null when that is not known.

    Raises:
        OSError: the folder does not exist or cannot be written.
    """
    features = [_feature(r) for r in rows.get("incidents", ()) if isinstance(r, IncidentRow)]
    collection = {"type": "FeatureCollection", "features": features}
    write_text(path, json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n")


def _feature(row: IncidentRow) -> dict[str, Any]:
    point = None
    if row.lat is not None and row.lon is not None:
        point = {"type": "Point", "coordinates": [row.lon, row.lat]}
    values = {k: v for k, v in as_dict(row).items() if k not in ("lat", "lon")}
    return {
        "type": "Feature",
        "id": row.incident_id,
        "geometry": point,
        "properties": {"label": label(row), **values},
    }
