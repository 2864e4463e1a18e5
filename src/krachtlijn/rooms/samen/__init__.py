"""The neighbourhood's pages: what holds people back, what is possible, what comes of it."""
