"""Tests of duo-site."""
