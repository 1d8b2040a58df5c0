"""Framework tables, outline, icons, translations (data only)."""
