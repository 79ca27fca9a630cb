"""How events are read: triggers, clauses, parties, certainty and setting."""
