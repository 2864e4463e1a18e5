"""Keys and sealing, the ledger of erasures, the register of personal data."""
