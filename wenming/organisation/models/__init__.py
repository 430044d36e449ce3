from .bodies import Organisation, Unit, UnitAlias, UnitSet, UnitSetMember
from .group import GroupMember, LeadingGroup
from .people import Headcount, Person, Post
from .tenancy import OrganisationOwned, Versioned

__all__ = [
    "GroupMember", "Headcount", "LeadingGroup", "Organisation", "OrganisationOwned", "Person", "Post",
    "Unit", "UnitAlias", "UnitSet", "UnitSetMember", "Versioned",
]
