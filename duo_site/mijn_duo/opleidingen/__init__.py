"""The opleidingsaanbod of an onderwijsinstelling: what it offers, offered and will offer; /mijn-duo/opleidingen."""
