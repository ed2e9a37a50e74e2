"""The gazetteer: built from packaged lists, scanned for names, asked which place a name means."""
