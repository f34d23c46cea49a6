"""Opens an exported file as its consumers do and prints what they see, as JSON. Reaches no network."""
import json
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")


def parquet(path):
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path).to_pylist()


def dataset(folder):
    import datasets

    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset(folder, cache_dir=cache)
        return {split: list(rows) for split, rows in loaded.items()}


def dataset_counts(folder):
    import datasets

    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset(folder, cache_dir=cache)
        return {split: rows.num_rows for split, rows in loaded.items()}


def croissant(folder):
    import mlcroissant

    described = mlcroissant.Dataset(jsonld=os.path.join(folder, "croissant.json"))
    sets = [record_set.uuid for record_set in described.metadata.record_sets]
    return {name: [plain(record) for record in described.records(record_set=name)] for name in sets}


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, dict):
        return {key.split("/")[-1]: plain(inner) for key, inner in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return None if value != value else value


def csv(path):
    import csv as standard

    with open(path, newline="", encoding="utf-8") as file:
        return list(standard.reader(file))


def jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    how, path = sys.argv[1:]
    openers = {"parquet": parquet, "dataset": dataset, "dataset-counts": dataset_counts, "croissant": croissant, "csv": csv, "jsonl": jsonl}
    print(json.dumps(openers[how](path)))
