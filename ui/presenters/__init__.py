"""What the window does when a person acts; they call services."""
