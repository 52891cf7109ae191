"""What leaves the Inspect page: pictures, tables, a report, an animation."""
