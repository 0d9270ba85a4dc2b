"""Lets `python -m muniment` do what the `muniment` command does."""

from muniment.cli.main import main

main()
