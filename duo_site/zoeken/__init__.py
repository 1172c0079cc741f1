"""Zoeken: finding a page of the site by words, for visitors, at /zoeken. What it searches comes from other rooms."""
