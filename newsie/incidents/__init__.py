"""How a document's events and claims become incidents: evidence, tolls, grouping."""
