"""The demonstration: invented people and schools, their diplomas, an identity provider, and `duo demo` to run it all."""
