from articles.admin import article, breaking, fronts, newsroom, page, people, photo, taxonomy

__all__ = ["article", "breaking", "fronts", "newsroom", "page", "people", "photo", "taxonomy"]
