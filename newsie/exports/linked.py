"""Rows as linked data, JSON-LD and Turtle: each row says which article it is derived from.

Every column is a property of newsie's vocabulary, references are IRIs, and what others have
words for is said in theirs too: schema.org for kinds of things, PROV for where a row comes
from and who says so, WGS84 for positions, OWL for the same thing in Wikidata and GeoNames.
"""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsie.exports.files import aside, clean, missing, write_text
from newsie.graph import label
from newsie.rows import TABLES, ArticleRow, DateRow, EntityRow, IncidentRow, Row, as_dict
from newsie.tables import column_types

Rows = Mapping[str, Sequence[Row]]
VOCABULARY = "urn:newsie:"
_PREFIXES = {
    "newsie": VOCABULARY,
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_XSD = {"Int64": "xsd:integer", "Float64": "xsd:double", "boolean": "xsd:boolean"}
_DATES = ("date_start", "date_end", "published")
# columns that refer to rows, and the table they refer to
_REFERENCES = {
    **dict.fromkeys(("article_id", "article_ids"), "articles"),
    **dict.fromkeys(("entity_id", "actor_id", "target_id", "place_id", "attribution_id"), "entities"),
    **dict.fromkeys(("actor_ids", "target_ids"), "entities"),
    **dict.fromkeys(("event_id", "event_ids"), "events"),
    **dict.fromkeys(("claim_ids", "part_of"), "claims"),
}
_TERMS = {("dates", "value"): "timex"}  # a number in claims: one property has one type
_OWN_ID = {"articles": "article_id", "entities": "entity_id", "mentions": "mention_id"}
_OWN_ID |= {"claims": "claim_id", "events": "event_id", "incidents": "incident_id"}
_SCHEMA_TYPES = {
    "person": "schema:Person",
    "organization": "schema:Organization",
    "group": "schema:Organization",
    "media": "schema:NewsMediaOrganization",
    "government": "schema:GovernmentOrganization",
    "country": "schema:Country",
    "place": "schema:Place",
    "facility": "schema:Place",
}


def write_jsonld(rows: Rows, path: str | Path) -> None:
    """Write JSON-LD, whole or not at all.

    Raises:
        OSError: the folder does not exist or cannot be written.
    """
    write_text(path, json.dumps(to_jsonld(rows), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def write_turtle(rows: Rows, path: str | Path) -> None:
    """Write Turtle, whole or not at all.

    Raises:
        MissingExtraError: rdflib is not installed.
        OSError: the folder does not exist or cannot be written.
    """
    try:
        from rdflib import Graph
    except ImportError as error:
        raise missing("rdflib", "rdf") from error
    graph = Graph()
    with warnings.catch_warnings():  # rdflib's reader of JSON-LD uses a class that rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=json.dumps(to_jsonld(rows)), format="json-ld")
    with aside(path) as new:
        graph.serialize(new, format="turtle", encoding="utf-8")


def to_jsonld(rows: Rows) -> dict[str, Any]:
    """Return all rows as one JSON-LD document."""
    return {"@context": _context(), "@graph": list(_nodes(rows))}


def iri(table: str, row_id: str) -> str:
    """Return the IRI of a row.

    Example:
        >>> iri("claims", "a b:c12")
        'urn:newsie:claims:a%20b:c12'
    """
    return f"{VOCABULARY}{table}:{quote(clean(row_id), safe=':-._~')}"


def _context() -> dict[str, Any]:
    context: dict[str, Any] = dict(_PREFIXES)
    for table, kind in TABLES.items():
        for column, dtype in column_types(kind).items():
            name = _TERMS.get((table, column), column)
            term: dict[str, str] = {"@id": f"newsie:{name}"}
            if name in _REFERENCES:
                term["@type"] = "@id"
            elif name in _DATES:
                term["@type"] = "xsd:date"
            elif dtype in _XSD:
                term["@type"] = _XSD[dtype]
            context[name] = term
    for name in ("prov:wasDerivedFrom", "prov:wasAttributedTo", "owl:sameAs", "schema:url"):
        context[name] = {"@type": "@id"}
    context["geo:lat"] = context["geo:long"] = {"@type": "xsd:double"}
    context["schema:datePublished"] = {"@type": "xsd:date"}
    return context


def _nodes(rows: Rows) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        for row in rows.get(table, ()):
            given = {k: v for k, v in as_dict(row).items() if v not in (None, [])}
            columns = {_TERMS.get((table, k), k): _value(k, v, table) for k, v in given.items()}
            columns.pop(_OWN_ID.get(table, ""), None)
            columns["@id"] = iri(table, _id(table, row))
            types = [f"newsie:{type(row).__name__.removesuffix('Row')}", *_types(row)]
            yield {**columns, "@type": types, **_in_other_words(row)}


def _id(table: str, row: Row) -> str:
    """Return a row's own id; dates, which have none, are known by where they stand."""
    if isinstance(row, DateRow):
        return f"{row.article_id}:d{row.start}-{row.end}"
    own: str = getattr(row, _OWN_ID[table])
    return own


def _value(name: str, value: Any, table: str) -> Any:
    target = _REFERENCES.get(name)
    if target is None or _OWN_ID.get(table) == name:
        return _cleaned(value)
    return [iri(target, v) for v in value] if isinstance(value, list) else iri(target, value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [clean(v) for v in value]
    return clean(value) if isinstance(value, str) else value


def _types(row: Row) -> Iterator[str]:
    match row:
        case ArticleRow():
            yield "schema:NewsArticle"
        case EntityRow():
            yield _SCHEMA_TYPES.get(row.type, "schema:Thing")
        case IncidentRow():
            yield "schema:Event"


def _in_other_words(row: Row) -> dict[str, Any]:
    """Return what the vocabularies of others say of a row."""
    said: dict[str, Any] = {} if isinstance(row, DateRow) else {"rdfs:label": clean(label(row))}
    match row:
        case ArticleRow():
            said |= {"schema:headline": row.title, "schema:datePublished": row.published}
            said["schema:url"] = quote(clean(row.url), safe=":/?#[]@!$&'()*+,;=%-._~") if row.url else None
            said["schema:publisher"] = row.source
            return {k: _cleaned(v) for k, v in said.items() if v is not None}
        case IncidentRow():
            articles = row.article_ids
        case _:
            articles = (row.article_id,)
            speaker = getattr(row, "attribution_id", None)
            if speaker is not None:
                said["prov:wasAttributedTo"] = iri("entities", speaker)
    said["prov:wasDerivedFrom"] = [iri("articles", a) for a in articles]
    if isinstance(row, EntityRow | IncidentRow) and row.lat is not None and row.lon is not None:
        said |= {"geo:lat": row.lat, "geo:long": row.lon}
    if isinstance(row, EntityRow):
        same = [f"http://www.wikidata.org/entity/{row.wikidata}"] if row.wikidata else []
        same += [f"https://sws.geonames.org/{row.geonames}/"] if row.geonames else []
        said |= {"owl:sameAs": same} if same else {}
    return said
