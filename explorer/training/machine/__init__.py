"""Where training runs, and how fast: device, threads, memory, the other processes."""
