"""The tables of a store, as the scripts that made them: one a version, never changed afterwards.

`told_...` holds rows as their articles have them; `same_entities` names those merged into
another. Columns are the contract's; in `told_incidents` the article's id comes before them.
"""

APPLICATION = 0x6E657773  # `news`, in the header of the file: what tells a store from other databases

_INCIDENT = """
    incident_id TEXT NOT NULL, type TEXT NOT NULL, acled TEXT, date_start TEXT, date_end TEXT, place_id TEXT,
    place_name TEXT, country TEXT, country_name TEXT, lat REAL, lon REAL, actor_ids TEXT, actor_names TEXT,
    target_ids TEXT, target_names TEXT, weapons TEXT, killed_low REAL, killed_best REAL, killed_high REAL,
    injured_low REAL, injured_best REAL, injured_high REAL, missing_best REAL, detained_best REAL,
    abducted_best REAL, launched_best REAL, intercepted_best REAL, article_ids TEXT, sources TEXT,
    n_articles INTEGER NOT NULL, n_sources INTEGER NOT NULL, claim_ids TEXT, event_ids TEXT,
    contested BOOLEAN NOT NULL"""
_ENTITY = """
    article_id TEXT NOT NULL, entity_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, country TEXT,
    lat REAL, lon REAL, geonames TEXT, wikidata TEXT, role TEXT, aliases TEXT, n_mentions INTEGER NOT NULL"""
_MENTION = """
    article_id TEXT NOT NULL, mention_id TEXT NOT NULL, entity_id TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, kind TEXT NOT NULL"""
_DATE = """
    article_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    kind TEXT NOT NULL, value TEXT, date_start TEXT, date_end TEXT"""
_CLAIM = """
    article_id TEXT NOT NULL, claim_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, value REAL NOT NULL, high REAL, modifier TEXT NOT NULL, vague BOOLEAN NOT NULL,
    noun TEXT, unit TEXT, category TEXT NOT NULL, event_id TEXT, entity_id TEXT, place_id TEXT,
    date_start TEXT, date_end TEXT, attribution TEXT, attribution_id TEXT, part_of TEXT,
    confidence REAL NOT NULL"""
_EVENT = """
    article_id TEXT NOT NULL, event_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    quote TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, acled TEXT, actor_id TEXT, actor_text TEXT,
    target_id TEXT, target_text TEXT, instrument TEXT, place_id TEXT, place_text TEXT, date_start TEXT,
    date_end TEXT, negated BOOLEAN NOT NULL, modality TEXT NOT NULL, attribution TEXT, attribution_id TEXT,
    confidence REAL NOT NULL, rule TEXT NOT NULL"""


def _merged(column: str) -> str:
    """Return the SQL of a reference to an entity, after merging."""
    same = f"(SELECT merged_id FROM same_entities s WHERE s.entity_id = t.{column})"  # noqa: S608
    return f"CAST(coalesce({same}, t.{column}) AS TEXT) AS {column}"


def _view(name: str, columns: str, references: tuple[str, ...]) -> str:
    names = [part.split()[0] for part in columns.split(",")]
    shown = ", ".join(_merged(n) if n in references else f"t.{n}" for n in names)
    return f"CREATE VIEW {name} AS SELECT {shown} FROM told_{name} t"  # noqa: S608


_ONE = (
    "CREATE TABLE articles (article_id TEXT PRIMARY KEY, title TEXT, source TEXT, url TEXT, published TEXT,"
    " n_characters INTEGER NOT NULL, error TEXT)",
    f"CREATE TABLE dates ({_DATE})",
    f"CREATE TABLE told_entities ({_ENTITY}, PRIMARY KEY (article_id, entity_id))",
    f"CREATE TABLE told_mentions ({_MENTION})",
    f"CREATE TABLE told_claims ({_CLAIM})",
    f"CREATE TABLE told_events ({_EVENT})",
    f"CREATE TABLE told_incidents (article_id TEXT NOT NULL, {_INCIDENT})",
    *(
        f"CREATE INDEX {table}_of_article ON {table} (article_id)"
        for table in ("dates", "told_mentions", "told_claims", "told_events", "told_incidents")
    ),
    f"CREATE TABLE entities ({_ENTITY}, PRIMARY KEY (entity_id))",
    f"CREATE TABLE incidents ({_INCIDENT}, PRIMARY KEY (incident_id))",
    "CREATE TABLE same_entities (entity_id TEXT PRIMARY KEY, merged_id TEXT NOT NULL)",
    _view("mentions", _MENTION, ("entity_id",)),
    _view("claims", _CLAIM, ("entity_id", "place_id", "attribution_id")),
    _view("events", _EVENT, ("actor_id", "target_id", "place_id", "attribution_id")),
    "CREATE TABLE tolls (incident_id TEXT NOT NULL, category TEXT NOT NULL, published TEXT, source TEXT,"
    " value REAL NOT NULL)",
    "CREATE INDEX tolls_of_incident ON tolls (incident_id)",
    "CREATE TABLE decisions (one TEXT NOT NULL, other TEXT NOT NULL, same BOOLEAN NOT NULL,"
    " PRIMARY KEY (one, other))",
    "CREATE TABLE inputs (article_id TEXT PRIMARY KEY, digest TEXT NOT NULL)",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    "INSERT INTO state VALUES ('unmerged', 0)",
)
MIGRATIONS: list[tuple[str, ...]] = [_ONE]
