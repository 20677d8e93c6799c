# problem: what went wrong, for problems that no single room owns
problem-cancelled = Stopped. Nothing half done was kept.
