"""The uittreksel: one sealed PDF per diploma, rendered, sealed, kept and found again by its number.

A room without pages of its own: mijn_diplomas gives the document to the diplomahouder, controle reads it back.
"""
