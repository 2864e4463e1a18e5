"""Where neighbours want to go: what they wish, what they do for it, and what others must do."""

from krachtlijn.demo.neighbours.course.conditions import CONDITIONS
from krachtlijn.demo.neighbours.course.steps import STEPS
from krachtlijn.demo.neighbours.course.wishes import WISHES

__all__ = ["CONDITIONS", "STEPS", "WISHES"]
