"""Is my diploma in the register, and if not, what then? For everybody, at /diplomahulp and in the API."""
