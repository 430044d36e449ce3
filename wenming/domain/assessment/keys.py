"""By what a line of an edition is known to its answers, slots and files: the codes from the root down, as one text.

Codes repeat and are missing in real standards. Among the lines of one parent the second of a code is ``4.1~2``, and a
line without a code is ``~`` with its place among those without; these signs are widened where a code holds them. An
edition is frozen, so a key never changes in it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from wenming.domain.standard.nodes import Node

BETWEEN, AGAIN, PART = "/", "~", "@"
_PLAIN = str.maketrans({BETWEEN: "／", AGAIN: "～", PART: "＠"})


def own_names(nodes: Sequence[Node]) -> Iterator[str]:
    """The last part of the key of each of these siblings."""
    met: Counter[str] = Counter()
    for node in nodes:
        code = node.code.strip().translate(_PLAIN)
        met[code] += 1
        yield code if code and met[code] == 1 else f"{code}{AGAIN}{met[code]}"


def keyed(nodes: Sequence[Node]) -> Iterator[tuple[str, int, Node]]:
    """Every node with its key and its level, from 0, in the order of the document."""
    waiting = [(name, 0, node) for name, node in zip(own_names(nodes), nodes, strict=True)][::-1]
    while waiting:
        key, level, node = waiting.pop()
        yield key, level, node
        below = zip(own_names(node.children), node.children, strict=True)
        waiting += [(f"{key}{BETWEEN}{name}", level + 1, child) for name, child in below][::-1]
