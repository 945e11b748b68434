from articles.admin import article, breaking, fronts, newsroom, people, photo, taxonomy

__all__ = ["article", "breaking", "fronts", "newsroom", "people", "photo", "taxonomy"]
