"""What the site costs: every figure beside another one of the same run, because machines differ."""
