"""Development Happens in Context: family, culture, community and the wider world."""

from imh.principles.rules.context import culture as culture
from imh.principles.rules.context import means as means
from imh.principles.rules.context import places as places
