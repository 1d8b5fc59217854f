"""The brief: one A4 page for the chiefs' meeting, made from comparison folders and the result files they name."""
