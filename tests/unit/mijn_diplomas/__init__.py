"""Tests of the register and of Mijn diploma's."""
