"""What schemathesis_test.py adds to what schemathesis makes up: names that there
are, so that requests get further than "no such model", and JSON lines."""
import hashlib
import json

import schemathesis

# An assessment that is in order, where one is said at all.
ASSESSMENT = {"profile": {"weightSet": "discrete", "assessUpToLevel": 2},
              "list": {"answers": [{"requirementId": "data.1.a", "grade": "GRADE_FULLY"}]}}
KNOWN = {"model": {"id": "gbt39116-2020"}, "weightSet": "discrete", "programmeId": "beijing-2026",
         "trackId": "excellent", "requirementId": "data.1.a", "targetLevel": 2,
         "unanswered": "UNANSWERED_POLICY_AS_NOT_SATISFIED"}


def with_known(value):
    if isinstance(value, list):
        return [with_known(one) for one in value]
    if not isinstance(value, dict):
        return value
    if ASSESSMENT.keys() & value.keys():
        rest = {name: value[name] for name in ("view", "targetLevel") if name in value}
        return {**with_known(rest), **ASSESSMENT, "unanswered": KNOWN["unanswered"]}
    return {name: KNOWN[name] if name in KNOWN and isinstance(one, type(KNOWN[name])) else with_known(one)
            for name, one in value.items()}


# Every other request, by what is in it, so that a run can be repeated.
@schemathesis.hook
def map_body(context, body):
    text = json.dumps(body, sort_keys=True, default=str).encode()
    return with_known(body) if hashlib.sha256(text).digest()[0] % 2 else body


@schemathesis.serializer("application/jsonl")
def json_lines(context, value):
    records = value if isinstance(value, list) else [value]
    return "".join(json.dumps(one) + "\n" for one in records).encode()
