"""What the processes do that write to a store, in a module that they can import quickly."""

from made import KABUL, claim, day, entity, event, extraction, incident

import newsie


def telling(name, killed, published="2025-05-02"):
    """An article with a row in each table, one of several on the same attack."""
    return extraction(
        name,
        published,
        f"Outlet {name}",
        incident(
            name,
            killed=float(killed),
            claim_ids=(f"{name}:c10",),
            event_ids=(f"{name}:e5",),
            actor_ids=(f"{name}:n1",),
            **KABUL,
            **day("2025-05-01"),
        ),
        entities=[entity(name, f"{name}:n1", "Red Dawn", aliases=("Red Dawn",))],
        claims=[claim(name, 10, killed, place_id="gn1138958", attribution="police")],
        events=[event(name, 5, actor_id=f"{name}:n1", place_id="gn1138958", date_start="2025-05-01")],
    )


def write_all(path, total):
    store = newsie.open(path)
    done = {r.article_id for r in store._kept("articles")}
    for n in range(total):
        if f"a{n}" not in done:
            store.add(telling(f"a{n}", n % 9 + 1, published=f"2025-05-{n % 20 + 2:02}"))
    store.close()


def write_some(path, names):
    with newsie.open(path) as store:
        for name in names:
            store.add(telling(name, 3))
