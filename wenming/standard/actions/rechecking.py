"""Holding an edition's lines against each other again, after each change."""

from wenming.standard.models import Edition, EditionFinding
from wenming.standard.queries.trees import exact, lines_of, tree_of

from .holding import reconcile
from .writing import write_findings

State = EditionFinding.State


def recheck(edition: Edition) -> None:
    """What no longer holds is gone, what is new stands open, what was decided stays decided.

    What the reader saw in the document itself (a score in a sentence against one in a column) is not looked at again.
    """
    noticed = reconcile(tree_of(edition), exact(edition.declared_total))
    wanted = {(one.kind, one.message) for one in noticed}
    there = {(one.kind, one.message): one for one in edition.findings.filter(read=False)}
    for said, row in there.items():
        if said not in wanted and row.state == State.OPEN:
            row.state = State.GONE
        elif said in wanted and row.state == State.GONE:
            row.state = State.OPEN
        else:
            continue
        row.save(update_fields=["state"])
    new = [one for one in noticed if (one.kind, one.message) not in there]
    write_findings(edition, lines_of(edition), new, read=False)
