"""The JSON API, version 1: for everything that the pages do."""
