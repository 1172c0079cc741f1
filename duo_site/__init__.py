"""Public site of the Dutch education agency: pages, diplomahulp, uittreksels and their controle."""
