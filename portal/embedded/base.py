"""The PostgreSQL engine, on a cluster that it starts itself."""

from typing import Any

from portal.database import base
from portal.embedded.cluster import Cluster


class DatabaseWrapper(base.DatabaseWrapper):
    """Joins the cluster whenever it is about to connect."""

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | Cluster(**self.settings_dict["EMBEDDED"]).join()
