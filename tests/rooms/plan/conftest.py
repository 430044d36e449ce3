"""The short plan of the tests, read and waiting to be corrected."""

import pytest

from tests.factories.plan_documents import propose
from wenming.plan.models import PlanRevision


@pytest.fixture
def revision(cast) -> PlanRevision:
    return propose(cast.office)
