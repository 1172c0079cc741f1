"""The texts of the site: the shipped catalogues, and on top of them what editors changed. Knows no Flask.

An editor's text is a draft until it is published. Publishing makes a snapshot: a number, and all changed texts of that
moment. The highest number is in force; going back makes a new number with an old content. So nothing is ever changed
in place, and nothing is lost (docs/decisions/0030-texts-of-editors.md).
"""
