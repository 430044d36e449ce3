"""What an edition's own lines say of each other: asked when it is written and after each change."""

from fractions import Fraction

from wenming.domain.standard.findings import Finding
from wenming.domain.standard.nodes import Node
from wenming.domain.standard.reconciling import counted, reconciled, total_mismatch


def reconcile(nodes: tuple[Node, ...], declared: Fraction | None) -> list[Finding]:
    """Codes that a table program may have mangled are the reader's to tell: only it saw the cells."""
    return [*reconciled(nodes, set()), *total_mismatch(declared, counted(nodes))]
