from .bodies import Organisation, Unit, UnitAlias, UnitSet, UnitSetMember
from .group import GroupMember, LeadingGroup
from .people import Headcount, Person, Post, Standing
from .roster import RosterHead, RosterImport, RosterLine
from .tenancy import OrganisationOwned, Versioned

__all__ = [
    "GroupMember", "Headcount", "LeadingGroup", "Organisation", "OrganisationOwned", "Person", "Post", "RosterHead",
    "RosterImport", "RosterLine", "Standing", "Unit", "UnitAlias", "UnitSet", "UnitSetMember", "Versioned",
]
