"""Find temporal expressions and resolve them to calendar intervals.

`words` gives every token a class (one character), `grammar` holds the patterns over the string
of classes, `readings` turns a match into a calendar value, `calendar` does the arithmetic,
`context` knows what relative expressions are relative to, `ranges` joins two dates into a period.
"""
