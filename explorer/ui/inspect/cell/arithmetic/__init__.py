"""The whole arithmetic of a gate: x·W + h·U + b, term by term."""
