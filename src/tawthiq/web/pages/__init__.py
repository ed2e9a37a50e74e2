"""The pages, one file each: address -> context -> template."""
