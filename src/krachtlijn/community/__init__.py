"""What holds many back, without anyone in it: signals, barriers, what is done together, releases."""
