from .bodies import Organisation, Unit, UnitAlias, UnitSet, UnitSetMember
from .frozen import Freezable, PartOfFreezable
from .group import GroupMember, LeadingGroup
from .people import Headcount, Person, Post, Standing
from .roster import RosterHead, RosterImport, RosterLine
from .tenancy import OrganisationOwned, Versioned

__all__ = [
    "Freezable", "GroupMember", "Headcount", "LeadingGroup", "Organisation", "OrganisationOwned", "PartOfFreezable",
    "Person", "Post", "RosterHead", "RosterImport", "RosterLine", "Standing", "Unit", "UnitAlias", "UnitSet",
    "UnitSetMember", "Versioned",
]
