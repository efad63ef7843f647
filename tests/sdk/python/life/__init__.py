"""The steps of the life of a shop, by what they are about."""
