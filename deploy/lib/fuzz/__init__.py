"""Schema-driven fuzzing of the services' HTTP interfaces."""
