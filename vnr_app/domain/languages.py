"""Languages as Word names them: with the region that the language usually has there."""

USUAL_REGIONS = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
"""The tag that Word wants for a language of which no region is known."""


def without_usual_region(tag: str) -> str:
    """The language alone where its region is the usual one: "fr" for "fr-FR"."""
    primary = tag.partition("-")[0]
    return primary if USUAL_REGIONS.get(primary) == tag else tag
