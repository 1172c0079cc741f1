"""Overviews of the register, made row by row by a job and kept encrypted."""
