"""An absence that nobody has explained, followed up: whom to call, what was tried, what was said, and what was done.

The proprietor must see that reasonable steps are taken to find the reason (regulation 10(7) of the Pupil Registration
Regulations 2024); the guidance asks for contact with parents on the first day. Every record here only grows: what was
written wrong is corrected by a further record. The register itself is changed through its own actions alone.
"""
