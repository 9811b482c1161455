"""The registers as the flat tables of ring 2: Parquet parts, one a school and academic year, kept in the data folder.

A part is a copy and never a source: it is written whole from the registers, says which state of them it was made from, and
is compared with them by `onroll extract --verify`. It holds personal data, under ids that mean nothing outside the service.
"""
