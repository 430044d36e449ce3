"""Settings, one small file per concern; every value a person may set comes from the environment.

``docs/reference/settings.md`` lists them and a contract test holds the list to ``environment.KNOWN``.
"""

from .base import *  # noqa: F403
from .database import *  # noqa: F403
from .files import *  # noqa: F403
from .journal import *  # noqa: F403
from .links import *  # noqa: F403
from .security import *  # noqa: F403
from .templates import *  # noqa: F403
from .vault import *  # noqa: F403
