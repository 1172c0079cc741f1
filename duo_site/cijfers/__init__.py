"""The public figures: downloads, controles and satisfaction, for everybody. Address: /cijfers.

What is shown and what is hidden stands in docs/decisions/0027-public-figures.md.
"""
