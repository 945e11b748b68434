"""A million articles: an archive, the pages that are measured in it, and what came of it (docs/performance.md)."""
