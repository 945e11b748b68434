"""The private PostgreSQL: shared while it is used, gone afterwards, whole after every kind of sudden end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from portal.embedded.cluster import NAME, Cluster, ClusterError

ROOT = Path(__file__).resolve().parent.parent
AWKWARD = """it's "$HOME" `a` đặt """ + "ở-xa/" * 30  # longer than the address of a Unix socket may be

STOPPED = """
import signal, sys
from pathlib import Path
from portal import command_line
from portal.embedded.cluster import Cluster
def work(arguments):
    Cluster(Path(arguments[0]), is_durable=False).join()
    signal.raise_signal(signal.SIGTERM)
command_line.end_in_order()
command_line.execute_from_command_line = work
command_line.run(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster") / AWKWARD, is_durable=False)
    cluster.join()
    yield cluster
    cluster.leave()


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(dbname=NAME, user=NAME, **cluster.join()) as connection:
        return connection.execute(query).fetchone()[0]


def server(cluster: Cluster) -> psutil.Process:
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().split()[0]))


def test_full_text_search_knows_where_vietnamese_words_and_curly_quotes_end(cluster):
    assert ask(cluster, "SELECT to_tsvector('simple', '“Đặng” — Hà’s')::text") == "'hà':2 's':3 'đặng':1"


def test_another_process_shares_the_cluster_and_does_not_take_it_along(cluster):
    before = server(cluster).pid
    script = "import sys; from portal.embedded.cluster import *; Cluster(Path(sys.argv[1])).join()"
    subprocess.run([sys.executable, "-c", script, cluster.directory], cwd=ROOT, check=True)
    assert (server(cluster).pid, ask(cluster, "SELECT 1")) == (before, 1)


def test_a_killed_server_is_started_again(cluster):
    killed = server(cluster)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert ask(cluster, "SELECT 1") == 1
    assert server(cluster) != killed


def test_a_pid_file_whose_number_now_belongs_to_a_stranger_is_healed(cluster):
    killed = server(cluster)
    pid_file = (cluster.data / "postmaster.pid").read_text()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    (cluster.data / "postmaster.pid").write_text(pid_file.replace(str(killed.pid), str(os.getpid()), 1))
    assert ask(cluster, "SELECT 1") == 1


def test_a_half_made_cluster_is_made_anew_and_leaves_with_a_command_that_is_stopped(tmp_path):
    (tmp_path / "data.unfinished").mkdir()
    (tmp_path / "data.unfinished" / "PG_VERSION").write_text("18\n")
    cluster = Cluster(tmp_path, is_durable=False)
    assert ask(cluster, "SELECT 1") == 1
    cluster.leave()
    assert not cluster.is_running()
    stopped = subprocess.run([sys.executable, "-c", STOPPED, tmp_path], cwd=ROOT, check=False)
    assert (stopped.returncode, cluster.is_running()) == (-signal.SIGTERM, False)


def test_what_stops_the_server_is_told_in_one_sentence(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "PG_VERSION").write_text("18\n")
    with pytest.raises(ClusterError, match=r"^PostgreSQL does not run in .*: .*postgresql\.conf.*$"):
        Cluster(tmp_path).join()


def test_a_full_disk_is_called_by_its_name(tmp_path):
    trouble = "initdb: creating\nPANIC:  could not write to file: No space left on device\nthe process was terminated"
    sentence = f"The disk that holds {tmp_path} is full: free some space, then run this again."
    assert Cluster(tmp_path).explain(trouble) == sentence
