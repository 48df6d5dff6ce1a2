# SPDX-License-Identifier: Apache-2.0
"""A running `car-keys serve` and a plain client for it, for the tests beside this file."""
import http.client
import json
import socket
import subprocess

import jsonschema
import yaml


class Server:
    """The program on a free port, ended at the end of the block."""

    def __init__(self, program, database, *options):
        self.command = [program, "serve", str(database), "--port", "0", "--quiet", *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise AssertionError(f"the server does not start: {self.process.stderr.read()}")
        self.port = int(self.url.split(":")[2].split("/")[0])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        _, self.messages = self.process.communicate(timeout=10)

    def ask(self, path, method="GET", body=None, headers=None):
        """(status, headers, body) of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def raw(self, data, timeout=10):
        """What comes back for these bytes until the connection ends."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as link:
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)
            received = b""
            try:
                while True:
                    block = link.recv(65536)
                    if not block:
                        return received
                    received += block
            except (ConnectionResetError, socket.timeout):
                return received


class Contract:
    """docs/openapi.yaml; says what is wrong with an answer."""

    def __init__(self, text):
        self.spec = yaml.safe_load(text)

    def check_schema(self, name, value):
        jsonschema.Draft202012Validator(
            {"$ref": f"#/components/schemas/{name}", "components": self.spec["components"]}
        ).validate(value)

    def check(self, pattern, method, status, headers, body):
        """The answer's type and content are what the contract says of this path."""
        responses = self.spec["paths"][pattern][method.lower()]["responses"]
        described = responses.get(str(status), responses.get("default"))
        assert described is not None, f"{pattern}: status {status} is not described"
        if "$ref" in described:
            described = self.spec["components"]["responses"][described["$ref"].split("/")[-1]]
        kind = headers["content-type"].split(";")[0]
        assert kind in described["content"], f"{pattern}: {kind} is not described: {body[:300]}"
        schema = described["content"][kind]["schema"]
        if kind in ("application/json", "application/problem+json"):
            value = json.loads(body)
            self.check_schema(schema["$ref"].split("/")[-1], value)
            return value
        return body.decode("utf8")
