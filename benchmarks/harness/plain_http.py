"""The least that an HTTP server can do: GET /N sends the Nth file with sendfile, PUT reads and forgets."""

import http.server
import os
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with open(sys.argv[1 + int(self.path.strip("/"))], "rb") as file:
            self.send_response(200)
            self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
            self.end_headers()
            self.wfile.flush()
            self.connection.sendfile(file)

    def do_PUT(self):
        if self.headers.get("Expect") == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        left = int(self.headers["Content-Length"])
        buffer = memoryview(bytearray(1024 * 1024))
        while left > 0:
            n = self.rfile.readinto(buffer[: min(left, len(buffer))])
            if not n:
                return
            left -= n
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"serving on port {server.server_address[1]}", flush=True)
server.serve_forever()
