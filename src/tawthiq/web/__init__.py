"""The review desk: pages and a JSON API over one register, for a browser on the same machine."""
