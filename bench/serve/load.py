#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast the server answers: small answers a second, facets on many records, idle event streams.

usage: load.py CAR-KEYS DATABASE

Server and client share the machine. What is measured of answers that the server does not remember:
each asks for something else.
"""
import json
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time

STREAMS = 500


class Client:
    """One connection that stays open."""

    def __init__(self, port):
        self.port = port
        self.link = socket.create_connection(("127.0.0.1", port))
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path):
        self.link.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        received = self.link.recv(65536)
        while b"\r\n\r\n" not in received:
            received += self.link.recv(65536)
        head, body = received.split(b"\r\n\r\n", 1)
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise AssertionError(head.decode() + body.decode())
        size = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        while len(body) < size:
            body += self.link.recv(65536)
        return body


def answers_a_second(port, paths, repeats=1):
    """With four clients."""
    def ask(share):
        client = Client(port)
        for path in share * repeats:
            client.get(path)

    threads = [threading.Thread(target=ask, args=(paths[start::4],)) for start in range(4)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(paths) * repeats / (time.monotonic() - begin)


def facet_seconds(port):
    facets = "facets=event,status,quad,actor,recipient,country,source,language,month"
    client, times = Client(port), []
    for year in range(2014, 2024):
        for category in ("ACCUSE", "ASSAULT", "CONSULT"):
            begin = time.monotonic()
            client.get(f"/api/v1/records?event={category}&since={year}&{facets}")
            times.append(time.monotonic() - begin)
    return statistics.median(times), max(times)


def memory_of(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    begin = time.monotonic()
    process = subprocess.Popen([sys.argv[1], "serve", sys.argv[2], "--port", "0", "--quiet"],
                               stdout=subprocess.PIPE, text=True)
    port = int(process.stdout.readline().split(":")[2].split("/")[0])
    print(f"ready after {time.monotonic() - begin:.1f} s, {memory_of(process):.0f} MB")
    try:
        first = json.loads(Client(port).get("/api/v1/records?limit=200"))["items"]
        records = [f"/api/v1/records/{item['record']['id']}?" for item in first]
        print(f"remembered answers: {answers_a_second(port, records, 200):.0f} a second")
        # An empty parameter changes nothing but the address.
        fresh = [path + "&" * number for number in range(1, 60) for path in records]
        print(f"records by id, each read anew: {answers_a_second(port, fresh):.0f} a second")
        print("facets: median {:.3f} s, longest {:.3f} s".format(*facet_seconds(port)))
        before = memory_of(process)
        streams = [Client(port) for _ in range(STREAMS)]
        for stream in streams:
            stream.link.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
                                .encode())
        for stream in streams:
            assert b"text/event-stream" in stream.link.recv(4096)
        used = memory_of(process) - before
        rate = answers_a_second(port, records, 200)
        print(f"{STREAMS} idle event streams: {used:.1f} MB more, {rate:.0f} answers a second beside")
    finally:
        process.terminate()
        process.wait()


main()
