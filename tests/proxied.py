"""Debian's nginx with the very files of deploy/nginx, in a folder and on ports of its own."""

import gzip
import http.client
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest

from portal.page_cache.codings import zstd
from tests.served import HOST, free_port, within

FILES = Path(__file__).resolve().parent.parent / "deploy" / "nginx"
NAME = "news.example"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MODULES = [Path(f"/usr/lib/nginx/modules/ngx_http_{name}_module.so") for name in ("cache_purge", "brotli_static")]
PACKAGES = "nginx libnginx-mod-http-cache-purge libnginx-mod-http-brotli-static openssl"
HOW_TO_HAVE_ONE = f"tests of deploy/nginx need Debian's: apt-get install --no-install-recommends {PACKAGES}"
# What the operator names after the import of an archive (deploy/README.md).
ARCHIVE = r"""
"~^/\?(?:.*&)?p=" 1;
"~^/article\.php\?(?:.*&)?id=" 1;
"""
DECODED = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress}

# What Debian's /etc/nginx/nginx.conf has around a site.
AROUND = """
{modules}
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    types_hash_max_size 2048;
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip on;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Answer(NamedTuple):
    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        """The body as it was before it was coded."""
        return DECODED.get(self.headers["Content-Encoding"], bytes)(self.body).decode()

    @property
    def kept(self) -> str:
        """What nginx says of its copy."""
        return self.headers["X-Cache"]


class TrustingTheName(http.client.HTTPSConnection):
    """A connection to this machine that asks for the site by its name, as a browser would."""

    def connect(self) -> None:
        self.sock = self._context.wrap_socket(socket.create_connection((HOST, self.port)), server_hostname=self.host)


@dataclass
class Front:
    """nginx at work for one newsroom."""

    folder: Path
    newsroom: int
    purging: int
    http: int
    https: int

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, name: str = NAME, **headers: str
    ) -> Answer:
        """Ask over HTTPS; in a header's name, `_` stands for `-`."""
        connection = TrustingTheName(name, self.https, timeout=15, context=self.trust())
        return answer(connection, method, path, body, headers)

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "tls" / "fullchain.pem")

    def plainly(self, port: int, method: str, path: str, **headers: str) -> Answer:
        """Ask without TLS."""
        return answer(http.client.HTTPConnection(HOST, port, timeout=15), method, path, None, {"Host": NAME} | headers)

    def adapted(self) -> dict[str, str]:
        """What is another on this machine than on a server: addresses and folders, nothing else."""
        addresses = {"listen 80": f"listen {HOST}:{self.http}", "listen 443": f"listen {HOST}:{self.https}"}
        addresses |= {"[::]:80": f"127.0.0.2:{self.http}", "[::]:443": f"127.0.0.2:{self.https}"}
        addresses |= {f"{HOST}:8000": f"{HOST}:{self.newsroom}", f"{HOST}:6081": f"{HOST}:{self.purging}"}
        folders = {"/etc/letsencrypt/live/news.example": "tls", "/etc/nginx/broadsheet": "broadsheet"}
        folders |= {"/var/www/html": "acme", "/var/lib/broadsheet": "lib"}
        folders |= {"/var/cache": "cache", "/var/log/nginx": "log"}
        return addresses | {known: str(self.folder / own) for known, own in folders.items()}

    def lay_out(self) -> None:
        """Write nginx's files, and a certificate for the name."""
        shutil.copytree(FILES, self.folder / "broadsheet")
        for name in ("tls", "acme", "lib", "cache", "log"):
            (self.folder / name).mkdir()
        for file in (self.folder / "broadsheet").glob("*.conf"):
            text = file.read_text()
            for known, own in self.adapted().items():
                text = text.replace(known, own)
            file.write_text(text)
        (self.folder / "broadsheet" / "site.conf").rename(self.folder / "site.conf")
        (self.folder / "broadsheet-archive.map").write_text(ARCHIVE)
        modules = "\n".join(f"load_module {module};" for module in MODULES)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(modules=modules, user=user, folder=self.folder))
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test"
        command += f" -addext subjectAltName=DNS:{NAME} -keyout privkey.pem -out fullchain.pem"
        subprocess.run(command.split(), cwd=self.folder / "tls", capture_output=True, check=True)

    def is_up(self) -> bool:
        with suppress(OSError):
            return bool(self.plainly(self.http, "GET", "/").status)
        return False


def answer(connection: http.client.HTTPConnection, method: str, path: str, body: Any, headers: Any) -> Answer:
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        got = connection.getresponse()
        return Answer(got.status, got.headers, got.read())
    finally:
        connection.close()


@contextmanager
def fronted(folder: Path, newsroom: int, purging: int | None = None) -> Iterator[Front]:
    """nginx before whatever listens at the port `newsroom`."""
    if NGINX is None or not all(module.exists() for module in MODULES):
        pytest.skip(HOW_TO_HAVE_ONE)
    front = Front(folder, newsroom, purging or free_port(), free_port(), free_port())
    front.lay_out()
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            within(15, lambda: process.poll() is not None or front.is_up())
            assert process.poll() is None, process.stderr.read().decode()
            yield front
        finally:
            process.terminate()
