"""Pages that bring several packages together: Vandaag, Ik, the circle."""
