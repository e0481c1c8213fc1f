"""Findings and series to SVG, each with its table. A leaf: it imports the model alone."""
