"""Translation memory: units, and how well one matches a wanted source."""
