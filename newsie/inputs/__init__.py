"""Forms in which people have articles, each a module that turns one form into mappings."""
