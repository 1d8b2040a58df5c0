"""Reading the review: every query returns frozen records."""
