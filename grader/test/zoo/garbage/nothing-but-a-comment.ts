// At most 0 points. Nothing is exported.
