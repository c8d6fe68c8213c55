"""The attacker: what a reader of published figures can find out about few persons."""
