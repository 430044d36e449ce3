"""Every act a person can do. ``test_every_act`` goes red where an address has none."""

from . import accounts, evidence, organisation, personal, plan, shared, standard

ACTS = [*accounts.ACTS, *organisation.ACTS, *personal.ACTS, *plan.ACTS, *evidence.ACTS, *standard.ACTS, *shared.ACTS]
EXEMPT = {
    "accounts:sign_in": "no form of somebody signed in: test_killed_at_the_door",
    "accounts:second_step": "no form of somebody signed in: test_killed_at_the_door",
    "accounts:sign_out": "leaving twice is leaving",
    "accounts:stay": "writes the asker's own session alone; the next click does the same",
    "accounts:choose": "writes the asker's own session alone, as one row",
    "evidence:pieces": "makes room for a file, which nothing names; asked again it is another, let go after a week",
    "evidence:finish_pieces": "test_killed_upload",
    "evidence:batch_table": "says what a table would write; writes nothing",
    "evidence:batch_bad_rows": "makes a workbook of what the form carries; writes nothing",
    "evidence:weigh": "asks what a form would fill; writes nothing",
}
"""Addresses that take a POST and have no act, each with its reason."""
