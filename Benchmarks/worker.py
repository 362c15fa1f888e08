"""A peer in a process of its own.

worker.py load PEER FILE STORE THREADS   loads, durably; prints the seconds
worker.py settle PEER STORE              what a peer does in its own time after loading
worker.py ask PEER STORE THREADS         reads names of questions, prints {"seconds", "rows"} for each
worker.py once PEER STORE THREADS        opens, answers a filter and count, ends
worker.py version PEER
"""
import json
import sys
import time

from peers import PEERS, make_durable


def load(peer, source, store, threads):
    began = time.perf_counter()
    peer.load(source, store, int(threads))
    make_durable(store)
    print(time.perf_counter() - began)


def ask(peer, store, threads):
    opened = peer(store, int(threads))
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        began = time.perf_counter()
        rows = opened.ask(line.strip())
        seconds = time.perf_counter() - began
        print(json.dumps({"seconds": seconds, "rows": rows}, default=str), flush=True)


def main():
    act, peer, *rest = sys.argv[1:]
    peer = PEERS[peer]
    if act == "load":
        load(peer, *rest)
    elif act == "settle":
        if hasattr(peer, "settle"):
            peer.settle(rest[0])
    elif act == "ask":
        ask(peer, *rest)
    elif act == "once":
        print(peer(rest[0], int(rest[1])).ask("Q1"))
    else:
        print(peer.version())


if __name__ == "__main__":
    main()
