"""What carries neighbours and what weighs on them: in them, around them, in rules and society."""

from krachtlijn.demo.neighbours.factors.in_me import IN_ME
from krachtlijn.demo.neighbours.factors.living import HOME, MONEY
from krachtlijn.demo.neighbours.factors.people import AROUND, PEOPLE
from krachtlijn.demo.neighbours.factors.ways_in import BEING_SEEN, WAYS_IN
from krachtlijn.demo.neighbours.said import Said

FACTORS: tuple[Said, ...] = (*HOME, *MONEY, *WAYS_IN, *BEING_SEEN, *PEOPLE, *AROUND, *IN_ME)
