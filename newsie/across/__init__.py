"""From the rows of many articles to one row an entity and one a happening."""
