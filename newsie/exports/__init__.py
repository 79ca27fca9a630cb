"""Files for other tools, made from rows and graphs alone; each is written whole or not at all."""
