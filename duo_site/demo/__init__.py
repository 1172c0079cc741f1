"""The demonstration: invented people, schools and diplomas, an identity provider, and `duo demo` to run it all."""
