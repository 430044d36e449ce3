"""What the product costs, as ratios to a control measured in the same minute (``python3 run.py bench``).

Absolute times on a shared machine swing by two and more; a ratio of two things measured in turn does not. A page costs
the CPU seconds its server spent on it, divided by those a bare Django view of 10 KB cost under the same server.
Linux only: the kernel's clocks of other processes are what is read.
"""
