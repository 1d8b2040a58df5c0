"""Word templates and their manifests (data only)."""
