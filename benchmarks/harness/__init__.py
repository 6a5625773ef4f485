"""Side-by-side measurements of Kitrail and its peers; see ../README.md."""
