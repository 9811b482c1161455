"""Remote education: what a school sets a pupil who cannot come, noted beside the absence and never instead of it.

The register has the code of the reason for the absence (regulation 10(11): an approved activity is supervised in person).
"""
