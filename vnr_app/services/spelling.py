def checker_for(language, extra_words): return None
