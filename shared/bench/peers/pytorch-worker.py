"""Runs the PyTorch side of the benchmarks on the device that it is told: JSON on stdin and stdout, a line each."""

import json
import resource
import sys
import time


def stopwatch():
    """Seconds since now: wall time, unless other processes had the core for a part of it. Of CUDA always wall time."""
    begun, cpu_begun = time.perf_counter(), time.process_time()
    if place == "cuda":
        return lambda: time.perf_counter() - begun
    return lambda: min(time.perf_counter() - begun, time.process_time() - cpu_begun)


place = sys.argv[1]
loading = stopwatch()
import torch  # noqa: E402

load_s = loading()

import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402


def ramp(count, step=7919):
    return (torch.arange(count, dtype=torch.int64) * step % 1009).double().div(1009).sub(0.5).float().to(place)


# Of a larger result so many elements are compared.
COMPARED = 2**22


def checksum(result):
    """Sum and sum of sizes, each element weighted by its place: two results that agree have the same."""
    if isinstance(result, (int, float)):
        return {"sum": result, "scale": abs(result)}
    if not isinstance(result, torch.Tensor):
        return None
    flat = result.detach().flatten()[:COMPARED].double()
    weighted = flat * (torch.arange(flat.numel(), device=flat.device) % 7 + 1)
    return {"sum": weighted.sum().item(), "scale": weighted.abs().sum().item()}


scope = {}


def answer(request):
    what = request["do"]
    if what == "prepare":
        scope.clear()
        torch.set_num_threads(1)
        scope.update(torch=torch, nn=nn, F=F, ramp=ramp)
        exec(request["source"], scope)
        return {"checksum": checksum(scope["step"]())}
    if what == "time":
        step = scope["step"]
        running = stopwatch()
        for _ in range(request["steps"]):
            step()
        if place == "cuda":
            torch.cuda.synchronize()
        return {"measured": running()}
    if what == "result":
        return {"measured": scope["step"]()}
    if what == "peakMemory":
        return {"measured": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
    raise ValueError(f"no request is called {what!r}")


def say(message):
    replies.write(json.dumps(message) + "\n")
    replies.flush()


# What the work prints is no answer.
replies, sys.stdout = sys.stdout, sys.stderr
version = torch.__version__
if place == "cuda":
    version += f" on {torch.cuda.get_device_name()}"
say({"version": version, "loadS": load_s})
for line in sys.stdin:
    try:
        say(answer(json.loads(line)))
    except Exception as error:  # whatever it is, the table says it
        say({"error": f"{type(error).__name__}: {error}"})
