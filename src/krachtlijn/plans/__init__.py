"""A person's own plan: what carries, what weighs, where I want to go."""
