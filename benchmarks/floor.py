"""nginx beside the newsroom: as the floor, with a page as a file, and with deploy/nginx in front of the newsroom."""

import gzip
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.load import program
from portal.management.commands.serve import CORES, HOST, opens

STATIC, FRONT, PURGING = 8164, 8165, 8166
DEPLOYED = Path(__file__).parent.parent / "deploy" / "nginx"
MODULES = sorted(Path("/usr/lib/nginx/modules").glob("ngx_http_*_module.so"))

AROUND = """
{modules}
worker_processes {cores}; daemon off; pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 2048; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
    default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    {inside}
}}
"""
A_FILE = "server {{ listen {host}:{port} backlog=2048; root {folder}; gzip_static on; }}"
IN_FRONT = """
include {folder}/broadsheet/http.conf;
server {{ listen {host}:{port} backlog=2048; server_name {host}; include {folder}/broadsheet/newsroom.conf; }}
"""


@contextmanager
def static(page: bytes) -> Iterator[tuple[str, psutil.Process]]:
    """nginx with the page as a file and its gzip beside it: the file's address, and the process."""
    with folder_of_ones_own() as folder:
        (folder / "page.html").write_bytes(page)
        (folder / "page.html.gz").write_bytes(gzip.compress(page, 6))
        with nginx(folder, A_FILE, STATIC) as process:
            yield f"http://{HOST}:{STATIC}/page.html", process


@contextmanager
def in_front_of(newsroom: int) -> Iterator[tuple[str, psutil.Process]]:
    """nginx as deploy/nginx has it, without TLS, before the newsroom at this port: its address, and the process."""
    with folder_of_ones_own() as folder:
        shutil.copytree(DEPLOYED, folder / "broadsheet")
        own = {f"{HOST}:8000": f"{HOST}:{newsroom}", f"{HOST}:6081": f"{HOST}:{PURGING}"}
        own |= {"/var/cache": str(folder), "include broadsheet": f"include {folder}/broadsheet"}
        own |= {"/etc/nginx/broadsheet": f"{folder}/broadsheet"}
        for file in (folder / "broadsheet").glob("*.conf"):
            text = file.read_text()
            for known, other in own.items():
                text = text.replace(known, other)
            file.write_text(text)
        with nginx(folder, IN_FRONT, FRONT) as process:
            yield f"http://{HOST}:{FRONT}", process


@contextmanager
def folder_of_ones_own() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # nginx's workers are another user's
        yield Path(name)


@contextmanager
def nginx(folder: Path, inside: str, port: int) -> Iterator[psutil.Process]:
    """nginx in the foreground with `inside` in its http block, once its port answers."""
    words = {"folder": folder, "host": HOST, "port": port, "cores": CORES}
    modules = " ".join(f"load_module {module};" for module in MODULES)
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(modules=modules, inside=inside.format(**words), **words))
    server = subprocess.Popen([program("nginx"), "-c", str(configuration), "-e", "stderr"])
    try:
        if not opens(port, server):
            raise SystemExit("nginx did not start; what it said is above.")
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()
