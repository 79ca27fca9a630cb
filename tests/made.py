"""Rows made by hand, for what works on rows alone and needs no pipeline."""

from newsie.article import Article
from newsie.extraction import Extraction
from newsie.knowledge import KnowledgeGraph
from newsie.rows import ClaimRow, EntityRow, EventRow, IncidentRow


def incident(article, number=1, **values):
    base = dict.fromkeys(IncidentRow.__dataclass_fields__)
    tuples = ("actor_ids", "actor_names", "target_ids", "target_names", "weapons", "claim_ids", "event_ids")
    base |= dict.fromkeys(tuples, ())
    base |= {"type": "ASSAULT", "acled": "Suicide bomb", "incident_id": f"{article}:i{number}"}
    base |= {"article_ids": (article,), "sources": (), "n_articles": 1, "n_sources": 0, "contested": False}
    killed = values.get("killed")
    if killed is not None:
        del values["killed"]
        base |= {"killed_low": killed, "killed_best": killed, "killed_high": killed}
    return IncidentRow(**{**base, **values})


KABUL = {"place_id": "gn1138958", "place_name": "Kabul", "country": "AFG", "country_name": "Afghanistan"}
KABUL |= {"lat": 34.53, "lon": 69.17}
LAHORE = {"place_id": "gn1172451", "place_name": "Lahore", "country": "PAK", "country_name": "Pakistan"}
LAHORE |= {"lat": 31.56, "lon": 74.35}


def day(text):
    return {"date_start": text, "date_end": text}


def extraction(name, published, source, *incidents, entities=(), claims=(), events=(), title=None):
    article = Article.of("", id=name, published=published, source=source, title=title)
    x = Extraction(article, None)
    x.incidents = list(incidents)
    x.entities = list(entities)
    x.claims = list(claims)
    x.events = list(events)
    return x


def entity(article, local, name, kind="group", **values):
    base = dict.fromkeys(EntityRow.__dataclass_fields__) | {"aliases": (), "n_mentions": 1}
    return EntityRow(
        **{**base, "article_id": article, "entity_id": local, "name": name, "type": kind, **values}
    )


def graph_of(*extractions):
    kg = KnowledgeGraph()
    for x in extractions:
        kg.add(x)
    return kg


def claim(article, start, value, category="killed", **values):
    base = dict.fromkeys(ClaimRow.__dataclass_fields__)
    base |= {"article_id": article, "claim_id": f"{article}:c{start}", "start": start, "end": start + 2}
    base |= {"quote": f"{value:g}", "value": float(value), "modifier": "=", "vague": False}
    base |= {"category": category, "confidence": 1.0}
    return ClaimRow(**{**base, **values})


def event(article, start, type="ASSAULT", **values):
    base = dict.fromkeys(EventRow.__dataclass_fields__)
    base |= {"article_id": article, "event_id": f"{article}:e{start}", "start": start, "end": start + 3}
    base |= {"quote": "hit", "type": type, "negated": False, "modality": "asserted"}
    base |= {"confidence": 1.0, "rule": "test"}
    return EventRow(**{**base, **values})
