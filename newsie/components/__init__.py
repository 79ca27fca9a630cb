"""newsie's spaCy components, one module each; `base` writes for all of them."""
