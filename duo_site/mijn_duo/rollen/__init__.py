"""Rollen: who may do what for which onderwijsinstelling, given and ended by a beheerder, at /mijn-duo/rollen."""
