"""The peers: each loads the file into a store of its own, opens it, and answers a question.

Runs in a process of its own, worker.py, so that a peer's memory is its own and only one of them is in a process.
"""
import json
import os
import shutil
import time

from questions import QUESTIONS
from schema import COLUMNS

BY_NAME = {question.name: question for question in QUESTIONS}


class DuckDB:
    """Its own database file, in the order of the file, whose dates rise."""

    SORTS = {
        "day": "DATE", "whole": "INTEGER", "small": "TINYINT", "real": "DOUBLE", "code": "VARCHAR", "text": "VARCHAR"}

    @staticmethod
    def version():
        import duckdb
        return duckdb.__version__

    @classmethod
    def load(cls, source, store, threads):
        import duckdb
        columns = ", ".join(f"'{name}': '{cls.SORTS[sort]}'" for name, sort in COLUMNS)
        connection = duckdb.connect(store)
        connection.execute(f"set threads = {threads}")
        connection.execute(
            f"create table events as select * from read_csv('{source}', delim='\\t', header=false, quote='', escape='', "
            f"dateformat='%Y%m%d', columns={{{columns}}})")
        connection.execute("checkpoint")
        connection.close()

    def __init__(self, store, threads):
        import duckdb
        self.connection = duckdb.connect(store, read_only=True)
        self.connection.execute(f"set threads = {threads}")

    def ask(self, name):
        return self.connection.execute(BY_NAME[name].duckdb).fetchall()


class Polars:
    """A Parquet file packed by zstd, scanned anew by each question."""

    @staticmethod
    def version():
        import polars
        return polars.__version__

    @staticmethod
    def load(source, store, threads):
        import polars as pl
        sorts = {
            "day": pl.String, "whole": pl.Int32, "small": pl.Int8, "real": pl.Float64, "code": pl.String,
            "text": pl.String}
        schema = {name: sorts[sort] for name, sort in COLUMNS}
        rows = pl.scan_csv(source, separator="\t", has_header=False, quote_char=None, schema=schema)
        days = [name for name, sort in COLUMNS if sort == "day"]
        rows.with_columns(pl.col(days).str.to_date("%Y%m%d")).sink_parquet(store, compression="zstd")

    def __init__(self, store, threads):
        import polars as pl
        import polars_questions
        self.events, self.questions = pl.scan_parquet(store), polars_questions.ALL

    def ask(self, name):
        return self.questions[name](self.events).collect(engine="streaming").rows()


class ChDB:
    """ClickHouse in the process: a MergeTree, its rows by root and date, its parts merged before anything is asked."""

    SORTS = {
        "day": "UInt32", "whole": "Int32", "small": "Int8", "real": "Nullable(Float64)",
        "code": "LowCardinality(String)", "text": "String"}

    @staticmethod
    def version():
        import chdb
        return chdb.__version__

    @classmethod
    def load(cls, source, store, threads):
        from chdb import session
        shutil.rmtree(store, ignore_errors=True)
        opened = session.Session(store)
        raw = ", ".join(f"{name} {cls.SORTS[sort]}" for name, sort in COLUMNS)
        kept = ", ".join(f"{name} {'Date' if sort == 'day' else cls.SORTS[sort]}" for name, sort in COLUMNS)
        values = ", ".join(f"YYYYMMDDToDate({name})" if sort == "day" else name for name, sort in COLUMNS)
        opened.query("create database bench")
        opened.query(f"create table bench.events ({kept}) engine = MergeTree order by (root, date) "
            "settings old_parts_lifetime = 1")
        opened.query(
            f"insert into bench.events select {values} from file('{source}', 'TSV', '{raw}') "
            f"settings max_threads = {threads}, max_insert_threads = {threads}, input_format_tsv_empty_as_default = 1, "
            "allow_suspicious_low_cardinality_types = 1, input_format_parallel_parsing = 1")
        opened.close()

    @staticmethod
    def settle(store):
        """Merges the parts into one and waits until the old ones are gone: after loading, before anything is asked."""
        from chdb import session
        opened = session.Session(store)
        opened.query("optimize table bench.events final")
        parts = "select count() from system.parts where database = 'bench'"
        for _ in range(240):
            if opened.query(parts, "TSV").bytes().strip() == b"1":
                break
            time.sleep(0.5)
        opened.close()

    def __init__(self, store, threads):
        from chdb import session
        self.session = session.Session(store)
        self.session.query("use bench")
        self.session.query(f"set max_threads = {threads}")

    def ask(self, name):
        # Whole numbers of 64 bits would come as texts.
        settings = " settings output_format_json_quote_64bit_integers = 0"
        answer = self.session.query(BY_NAME[name].sql("chdb") + settings, "JSONCompact")
        return json.loads(answer.bytes())["data"]


PEERS = {"duckdb": DuckDB, "polars": Polars, "chdb": ChDB}
SUFFIX = {"duckdb": ".duckdb", "polars": ".parquet", "chdb": ".chdb"}


def make_durable(path):
    """Has every file below `path` written to the disk, and the folder it is in."""
    folders = [os.path.dirname(os.path.abspath(path))]
    files = [path]
    if os.path.isdir(path):
        files = []
        for folder, _, names in os.walk(path):
            folders.append(folder)
            files += [os.path.join(folder, name) for name in names]
    for name in files + folders:
        if os.path.islink(name) or not os.path.exists(name):
            continue
        descriptor = os.open(name, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
