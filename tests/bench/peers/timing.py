"""How every peer is timed: the workload comes as JSON on standard input, and its times and values go out the same way."""
import json
import statistics
import sys
import time

repeats = 5
patience = 20  # seconds for all repeats


def measure(compute):
    """Prints the median time in ms of `compute(workload)`, after one call that warms it up, and the values that it returned."""
    workload = json.load(sys.stdin)
    values = compute(workload)
    times = []
    begun = time.perf_counter()
    while len(times) < repeats and (not times or time.perf_counter() - begun < patience):
        start = time.perf_counter()
        compute(workload)
        times.append(1000 * (time.perf_counter() - start))
    json.dump({"milliseconds": statistics.median(times), "values": [float(value) for value in values]}, sys.stdout)
