"""Where nodes go: Fruchterman and Reingold's springs from a spiral, the same each time.

networkx's layout draws each part of a graph that hangs together into a knot of its own.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

Node = TypeVar("Node", bound=Hashable)
_IDEAL, _ROUNDS, _WIDER = 90.0, 300, 2.0  # _WIDER: gravity is so much weaker sidewise


def lay_out(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]]) -> dict[Node, tuple[float, float]]:
    """Return a place for each node; pushing takes each pair of nodes, so keep to some hundreds.

    Example:
        >>> a, b = lay_out("ab", [("a", "b")]).values()
        >>> a != b
        True
    """
    count = len(nodes)
    number = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(number[a], number[b]) for a, b in edges], dtype=int).reshape(-1, 2)
    stiff = _stiffness(ends, count)
    far, turn = _IDEAL * 0.6 * np.sqrt(np.arange(count)), np.arange(count) * 2.39996
    at = np.column_stack([far * np.cos(turn), far * np.sin(turn)])
    gravity = (0.05 + 2.5 / (count + 1)) * np.array([1.0, _WIDER])
    for step in range(_ROUNDS):
        heat = _IDEAL * (1 - step / _ROUNDS) * 0.5 + 0.5
        apart = at[:, None] - at[None, :]
        push = _IDEAL**2 / ((apart**2).sum(axis=2) + 1) / 4
        force = (apart * push[..., None]).sum(axis=1) - at * gravity
        along = at[ends[:, 1]] - at[ends[:, 0]]
        pull = along * (np.linalg.norm(along, axis=1) * stiff)[:, None]
        np.add.at(force, ends[:, 0], pull)
        np.add.at(force, ends[:, 1], -pull)
        size = np.linalg.norm(force, axis=1, keepdims=True) + 1e-9
        at += force / size * np.minimum(size, heat)
    return {node: (float(at[i, 0]), float(at[i, 1])) for node, i in number.items()}


def _stiffness(
    ends: "np.ndarray[tuple[int, int], np.dtype[np.int_]]", count: int
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return how hard each edge pulls: hubs' edges less, or all would be drawn into a knot."""
    degree = np.bincount(ends.ravel(), minlength=count)
    return np.asarray(1 / (_IDEAL * 7 * np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))))
