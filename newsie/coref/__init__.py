"""Which mentions of a document stand for one entity: names, nominals, pronouns."""
