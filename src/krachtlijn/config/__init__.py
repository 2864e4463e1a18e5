"""Settings, addresses, start-up and the krachtlijn command."""
