"""What each sentence asserts: acts, quantities, commitments, positions, comparisons."""

from dualtrack.coding.document import code_documents, code_sentence
from dualtrack.coding.lint import lint
from dualtrack.coding.surface import read_surface

__all__ = ["code_documents", "code_sentence", "lint", "read_surface"]
