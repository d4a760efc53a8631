"""Reads a calendar with python3-icalendar and prints its events as JSON: each time as its own rules (VTIMEZONE) and as the
system's rules for its zone have it in UTC."""
import datetime
import json
import sys

import icalendar
import pytz

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())

rules = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}


def time(prop):
    if prop is None:
        return None
    if not isinstance(prop.dt, datetime.datetime):
        return {"day": prop.dt.isoformat(), "value": prop.params.get("VALUE")}
    local = prop.dt.replace(tzinfo=None)
    zone = prop.params.get("TZID")
    if zone is None:
        return {"utc": prop.dt.astimezone(pytz.utc).isoformat(), "zone": None}

    def utc(tz):
        # Of a time that clocks show twice, the first is meant.
        return min(tz.localize(local, is_dst=guess).astimezone(pytz.utc) for guess in (True, False)).isoformat()

    return {
        "local": local.isoformat(),
        "zone": zone,
        "own": utc(rules[zone]),
        "system": utc(pytz.timezone(zone)),
    }


def event(component):
    text = lambda key: None if component.get(key) is None else str(component.get(key))
    return {
        "uid": text("UID"),
        "sequence": int(component.get("SEQUENCE")),
        "status": text("STATUS"),
        "summary": text("SUMMARY"),
        "location": text("LOCATION"),
        "description": text("DESCRIPTION"),
        "class": text("CLASS"),
        "start": time(component.get("DTSTART")),
        "end": time(component.get("DTEND")),
        "stamp": component.get("DTSTAMP").dt.isoformat(),
        "errors": component.errors,
    }


json.dump(
    {
        "method": str(calendar.get("METHOD")),
        "name": str(calendar.get("X-WR-CALNAME")),
        "zones": sorted(rules),
        "events": [event(component) for component in calendar.walk("VEVENT")],
    },
    sys.stdout,
)
