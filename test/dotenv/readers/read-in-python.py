# Prints what Python's dotenv finds in each text of a file of JSON lines.
import io
import json
import logging
import sys

from dotenv import dotenv_values

logging.disable()  # of lines that it cannot parse
for line in open(sys.argv[1], encoding="utf-8"):
    # As a file is opened for it, with universal newlines.
    stream = io.StringIO(json.loads(line), newline=None)
    found = dotenv_values(stream=stream)
    print(json.dumps({name: value for name, value in found.items() if value is not None}))
