"""Benchmarks and accuracy measurements; nothing here is a test and nothing is shipped."""
