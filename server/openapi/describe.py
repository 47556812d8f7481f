# SPDX-License-Identifier: GPL-3.0-only
"""Makes the one JSON document of the API's description from the YAML files of resources/openapi.

Usage: describe.py VERSION OUTPUT FILE.yaml...

The files are OpenAPI 3.1 and are laid over each other; one whose keys are paths may leave out `paths`.
What would otherwise be said a hundred times is left out. An operation writes
  x-access  who may call it; its `security` and the refusals that this brings follow
  body      {schema, examples, form: true where a form is good too, optional: true}
  answers   {status: {text, schema, examples}} or {status: {text, type}} for what is not JSON
  errors    {status: [CODE, ...]} beside those that every operation of its kind may answer
A schema is the name of one of components.schemas, or a schema. One that has `responses` instead of
`answers` is OpenAPI already. The curl samples are written from the first example.
"""
import json
import sys

try:
    import yaml
except ImportError:
    sys.exit("The API's description needs PyYAML. Install the package python3-yaml.")

SIGNED_IN = [{"bearer": []}, {"accessCookie": []}, {"sessionCookie": []}]
SECURITY = {
    "Public": [], "Optional": [{}] + SIGNED_IN,
    "Pending": SIGNED_IN, "Account": SIGNED_IN, "Verified": SIGNED_IN,
    "Admin": [{"bearer": []}], "Fresh": [{"bearer": []}],
}
NOBODY = {401: ["UNAUTHORIZED"]}
NOT_FULL = {401: ["UNAUTHORIZED", "TWO_FACTOR_REQUIRED"]}
REFUSALS = {
    "Public": {}, "Optional": {}, "Pending": NOBODY,
    "Account": NOT_FULL | {403: ["EMAIL_NOT_VERIFIED"]}, "Verified": NOT_FULL,
    "Admin": NOT_FULL | {403: ["FORBIDDEN"]},
    "Fresh": NOT_FULL | {403: ["FORBIDDEN", "FRESH_LOGIN_REQUIRED"]},
}
OF_A_BODY = {400: ["VALIDATION_FAILED", "INVALID_JSON"], 413: ["PAYLOAD_TOO_LARGE"], 415: ["UNSUPPORTED_MEDIA_TYPE"]}
MEANING = {
    400: "The request is not as it should be.", 401: "Nobody is signed in, or the proof is wrong.",
    403: "Known, but not allowed.", 404: "There is nothing of that name.", 409: "It clashes with what is there.",
    413: "The body is too large.", 415: "The body is of another type.", 429: "Too often; see Retry-After.",
    502: "Another server does not answer as it should.", 503: "Not now.",
}


class Loader(yaml.SafeLoader):
    """Plain values only: dates stay text, and of the words only true and false are booleans."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.MarkedYAMLError(problem=f"written twice: {twice}", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if not tag.endswith(":timestamp") and (not tag.endswith(":bool") or first in "tTfF")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def lay_over(below, above, where=""):
    for key, value in above.items():
        if key not in below:
            below[key] = value
        elif isinstance(value, dict) and isinstance(below[key], dict):
            lay_over(below[key], value, f"{where}/{key}")
        elif isinstance(value, list) and isinstance(below[key], list):
            below[key] += value
        else:
            sys.exit(f"{where}/{key} is described twice")


def schema(wanted):
    return {"$ref": f"#/components/schemas/{wanted}"} if isinstance(wanted, str) else wanted


def content(said, types):
    one = {"schema": schema(said["schema"])}
    if "examples" in said:
        one["examples"] = {name: {"value": value} for name, value in said["examples"].items()}
    return {kind: one for kind in types}


def request_body(body):
    types = ["application/json"] + (["application/x-www-form-urlencoded"] if body.get("form") else [])
    return {"required": not body.get("optional", False), "content": content(body, types)}


def answer(said):
    made = {"description": said["text"]}
    if "headers" in said:
        made["headers"] = said["headers"]
    if "type" in said:
        made["content"] = {said["type"]: {"schema": {"type": "string"}}}
    elif "schema" in said:
        made["content"] = content(said, ["application/json"])
    return made


def refusal(status, codes):
    only = {"type": "object", "properties": {"code": {"enum": codes}}}
    made = {"description": f"{MEANING[status]} {', '.join(codes)}",
            "content": {"application/json": {"schema": {"allOf": [schema("Error"), only]}}}}
    if status in (429, 503):
        made["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return made


def refusals_of(method, access, body, own, changes):
    kinds = [REFUSALS[access], own]
    if body:
        kinds.append(OF_A_BODY)
    if method != "get" and access not in ("Admin", "Fresh") and (changes or access != "Public"):
        kinds.append({403: ["CSRF_REJECTED"]})
    all_codes = {}
    for kind in kinds:
        for status, codes in kind.items():
            known = all_codes.setdefault(status, [])
            known += [code for code in codes if code not in known]
    return {status: refusal(status, all_codes[status]) for status in sorted(all_codes)}


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def example_of(operation):
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in content:
        return content["example"]
    return next((one["value"] for one in content.get("examples", {}).values()), None)


def curl(method, path, operation):
    body = example_of(operation)
    words = ["curl"]
    if method not in ("get", "post") or (method == "post" and body is None):
        words.append(f"-X {method.upper()}")
    if operation["security"] and {} not in operation["security"]:
        words.append('-H "Authorization: Bearer $TOKEN"')
    if body is not None:
        words.append("--json " + quoted(json.dumps(body, ensure_ascii=False)))
    words.append(f'"$GATEHOUSE{path}"')
    return [{"lang": "Shell", "label": "curl", "source": " \\\n     ".join(words)}]


def expand(method, path, operation):
    access = operation["x-access"]
    body, own = operation.pop("body", None), operation.pop("errors", {})
    operation.setdefault("security", SECURITY[access])
    if body:
        operation["requestBody"] = request_body(body)
    if "answers" in operation:
        refusals = refusals_of(method, access, body, own, operation.get("x-sets-cookies", False))
        answers = {status: answer(said) for status, said in operation.pop("answers").items()}
        operation["responses"] = {str(status): made for status, made in (answers | refusals).items()}
    operation["responses"].setdefault("default", {"$ref": "#/components/responses/Refusal"})
    operation["x-codeSamples"] = curl(method, path, operation)


def main(version, output, names):
    document = {}
    for name in names:
        with open(name, encoding="utf-8") as file:
            said = yaml.load(file, Loader)
        lay_over(document, said if not next(iter(said)).startswith("/") else {"paths": said})
    document["info"]["version"] = version
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                try:
                    expand(method, path, operation)
                except (KeyError, AttributeError, TypeError) as error:
                    sys.exit(f"{method.upper()} {path} is not described well: {error!r}")
    with open(output, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
