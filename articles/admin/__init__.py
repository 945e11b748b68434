from articles.admin import article, newsroom, people, photo, taxonomy

__all__ = ["article", "newsroom", "people", "photo", "taxonomy"]
