"""Supporting the Whole Family: whether those who care are seen, supported and equipped."""

from imh.principles.rules.whole_family import caregivers as caregivers
from imh.principles.rules.whole_family import helpers as helpers
from imh.principles.rules.whole_family import home as home
from imh.principles.rules.whole_family import support as support
