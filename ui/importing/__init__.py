"""The import as a person sees it: the sheet, the questions, the plan."""
