"""Places: names found in text, the gazetteer, and which place each name stands for."""
