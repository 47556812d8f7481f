#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-only
"""openapi.py ROOT.yaml VERSION OUTPUT.json PATHS.yaml…: puts the description of the API together."""
import json
import sys

import yaml

BOTH = [{"bearer": []}, {"cookie": []}]
SECURITY = {"Public": [], "Optional": [{}, *BOTH], "Pending": BOTH, "Account": BOTH, "Verified": BOTH,
            "Admin": [{"bearer": []}], "Fresh": [{"bearer": []}]}


class Loader(yaml.SafeLoader):
    """Dates stay the text that they are on the wire, and a key twice is a mistake."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise SystemExit(f"{node.start_mark}: {', '.join(twice)} stands there twice")
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def load(name):
    with open(name, encoding="utf-8") as file:
        return yaml.load(file, Loader) or {}


def complete(operation):
    operation["security"] = SECURITY[operation["x-access"]]
    operation["responses"].setdefault("default", {"$ref": "#/components/responses/Refusal"})


def main():
    root, version, output, *parts = sys.argv[1:]
    document = load(root)
    document["info"]["version"] = version
    for part in parts:
        for path, item in load(part).items():
            if path in document["paths"]:
                raise SystemExit(f"{part}: {path} is described twice")
            document["paths"][path] = item
            for method, operation in item.items():
                if method != "parameters":
                    complete(operation)
    with open(output, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))


main()
