"""The grammar of quantities: numerals, their units and bounds, and what is no number."""
