"""How fast it is: worlds of made-up data, measured side by side."""
