"""The grammar of reporting: who is said to have said what."""
