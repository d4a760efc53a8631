"""Tells out recurrence rules with dateutil: for each rule the first times, the start included, as JSON."""
import itertools
import json
import sys

from dateutil.parser import parse
from dateutil.rrule import rrulestr

with open(sys.argv[1]) as file:
    asked = json.load(file)


def times(start, rule):
    start = parse(start)
    # The start counts, whether the rule would have it or not (RFC 5545, 3.3.10).
    found = itertools.islice((time for time in rrulestr(rule, dtstart=start) if time != start), asked["count"] - 1)
    return [time.strftime("%Y-%m-%d %H:%M") for time in [start, *found]]


json.dump([times(one["start"], one["rule"]) for one in asked["rules"]], sys.stdout)
