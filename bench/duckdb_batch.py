"""What `cmmm batch --view level` does, done by DuckDB in `double`, one thread, CSV to
CSV: a sum of weights times scores a level, a total, a level, the columns carried
through. The weights are made up; there are as many as the model has.

    python3 bench/duckdb_batch.py TABLE.csv RESULTS.csv
"""
import sys

import duckdb

SCORE = "CASE \"{}\" WHEN 1 THEN 0.0::DOUBLE WHEN 2 THEN 0.5 WHEN 3 THEN 0.8 ELSE 1.0 END"


def query(columns, source, results):
    """The statement, by the columns of a table that `cmmm synthesize` wrote."""
    graded = [name for name in columns if name.endswith("#code")]
    others = [f'"{name}"' for name in columns if not name.endswith("#code")]
    levels = sorted({name.split(".")[1] for name in graded})
    sums = []
    for level in levels:
        of_level = [name for name in graded if name.split(".")[1] == level]
        terms = (f"{(1 + i % 7) / len(of_level) / 4:.6f} * ({SCORE.format(name)})"
                 for i, name in enumerate(of_level))
        sums.append(" + ".join(terms))
    named = ", ".join(f"{text} AS score_{i}" for i, text in enumerate(sums))
    scores = [f"score_{i}" for i in range(len(sums))]
    reached = " + ".join(f"({score} >= 0.8)::INT" for score in scores)
    return (f"COPY (SELECT {', '.join(others)}, {reached} AS level, "
            f"{' + '.join(scores)} AS total, {', '.join(scores)} "
            f"FROM (SELECT {', '.join(others)}, {named} "
            f"FROM read_csv('{source}', header = true))) TO '{results}' (HEADER)")


def main():
    source, results = sys.argv[1:]
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    with open(source, encoding="utf-8") as file:
        columns = file.readline().strip().split(",")
    connection.execute(query(columns, source, results))


if __name__ == "__main__":
    main()
