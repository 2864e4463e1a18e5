"""People who do something together: by name or alias, in their own way of deciding."""
