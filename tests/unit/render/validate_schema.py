"""Validates JSON Lines against a JSON Schema: validate_schema.py SCHEMA RECORDS. Exit 77: jsonschema is missing."""

import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
records = list(schema["examples"])
with open(sys.argv[2], encoding="utf-8") as file:
    records += [json.loads(line) for line in file.read().split("\n") if line]
faults = [f"{number}: {error.json_path}: {error.message}" for number, record in enumerate(records)
          for error in validator.iter_errors(record)]
print("\n".join(faults[:20]))
sys.exit(1 if faults else 0)
