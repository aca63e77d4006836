"""What the keys of a usage plan used of its quota, with boto3.

Argument: the lab's day.

The form of an answer is that of a recording of AWS (floci-io/floci #3561, 2026-09-13): a pair of used and remaining requests for each
day, under the key's id.
"""
import datetime
import json
import sys

from shapes import Shapes, refused

g = Shapes("apigateway")
bad, missing = "BadRequestException", "NotFoundException"
today = datetime.date.fromisoformat(sys.argv[1])


def day(back):
    return (today - datetime.timedelta(days=back)).isoformat()


plan = g.create_usage_plan(name="gold", quota={"limit": 5000, "period": "DAY"})["id"]
free = g.create_usage_plan(name="free")["id"]
keys = sorted(g.create_api_key(name=name, enabled=True)["id"] for name in ("one", "two"))
for key in keys:
    g.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")
g.create_usage_plan_key(usagePlanId=free, keyId=keys[0], keyType="API_KEY")

usage = g.get_usage(usagePlanId=plan, startDate=day(2), endDate=day(0))
assert json.loads(g.raw) == {"usagePlanId": plan, "startDate": day(2), "endDate": day(0), "values": {key: [[0, 5000]] * 3 for key in keys}}, g.raw

# The guide's example: the owner reduces what remains from 5000 to 10 on the third day.
changed = g.update_usage(usagePlanId=plan, keyId=keys[0], patchOperations=[{"op": "replace", "path": "/remaining", "value": "10"}])
assert (changed["startDate"], changed["items"]) == (day(0), {keys[0]: [[0, 10]]}), changed
usage = g.get_usage(usagePlanId=plan, keyId=keys[0], startDate=day(2), endDate=day(0))
assert usage["items"] == {keys[0]: [[0, 5000], [0, 5000], [0, 10]]}, usage
assert g.get_usage(usagePlanId=plan, startDate=day(0), endDate=day(-3))["items"] == {keys[0]: [[0, 10]], keys[1]: [[0, 5000]]}

first = g.get_usage(usagePlanId=plan, startDate=day(0), endDate=day(0), limit=1)
second = g.get_usage(usagePlanId=plan, startDate=day(0), endDate=day(0), limit=1, position=first["position"])
assert [list(page["items"]) for page in (first, second)] == [keys[:1], keys[1:]] and "position" not in second

# A key that left the plan and came again has its quota again.
g.delete_usage_plan_key(usagePlanId=plan, keyId=keys[0])
refused("Invalid Usage Plan Key identifier specified", missing, g.get_usage, usagePlanId=plan, keyId=keys[0], startDate=day(0), endDate=day(0))
g.create_usage_plan_key(usagePlanId=plan, keyId=keys[0], keyType="API_KEY")
assert g.get_usage(usagePlanId=plan, keyId=keys[0], startDate=day(0), endDate=day(0))["items"] == {keys[0]: [[0, 5000]]}

refused("Invalid Usage Plan ID specified", missing, g.get_usage, usagePlanId="none", startDate=day(0), endDate=day(0))
refused("Invalid date range specified…", bad, g.get_usage, usagePlanId=plan, startDate=day(0), endDate=day(1))
refused("Invalid date range specified…", bad, g.get_usage, usagePlanId=plan, startDate=day(91), endDate=day(0))
refused("Invalid startDate specified…", bad, g.get_usage, usagePlanId=plan, startDate="yesterday", endDate=day(0))
refused("Usage Plan has no quota…", bad, g.update_usage, usagePlanId=free, keyId=keys[0], patchOperations=[{"op": "replace", "path": "/remaining", "value": "1"}])
refused("Invalid remaining quota specified", bad, g.update_usage, usagePlanId=plan, keyId=keys[0], patchOperations=[{"op": "replace", "path": "/remaining", "value": "-1"}])
refused("Invalid patch path  '/used' specified for op 'replace'. Must be one of: [/remaining]", bad, g.update_usage, usagePlanId=plan, keyId=keys[0],
        patchOperations=[{"op": "replace", "path": "/used", "value": "0"}])
g.check()
print(json.dumps({"operations": sorted(g.operations)}))
