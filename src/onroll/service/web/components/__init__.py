"""Pieces of pages that need Python beside their macro in templates/components."""
