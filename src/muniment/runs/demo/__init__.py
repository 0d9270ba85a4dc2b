"""A made-up council to show and to test with: the same seed makes the same one, down to the byte."""
