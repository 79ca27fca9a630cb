"""What a number says: what happened to the things counted, of which whole, where and when."""
