"""How it goes: what went well for neighbours, and how it hangs."""

from krachtlijn.demo.neighbours.lived.balance import BALANCES
from krachtlijn.demo.neighbours.lived.experiences import EXPERIENCES

__all__ = ["BALANCES", "EXPERIENCES"]
