"""Ring 3: the service. Registers, people, access, pages and exchange on Django."""
