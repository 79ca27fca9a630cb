"""Who acts: what newsie knows of actors, and the rules that read their names."""
