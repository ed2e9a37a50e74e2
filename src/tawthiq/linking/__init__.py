"""Which events of different reports tell one incident: compared, weighed, clustered, and explained in words."""
