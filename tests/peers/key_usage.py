"""API keys with boto3, from both sides.

Arguments: make REST_API_ID STAGE, which makes a key in a plan of the stage and prints both ids; or look KEY_ID, which prints the key and its plans.
"""
import json
import sys

import boto3

api = boto3.client("apigateway")
if sys.argv[1] == "make":
    rest, stage = sys.argv[2:4]
    key = api.create_api_key(name="theirs", enabled=True)["id"]
    plan = api.create_usage_plan(
        name="theirs",
        apiStages=[{"apiId": rest, "stage": stage}],
        throttle={"rateLimit": 1.5, "burstLimit": 3},
        quota={"limit": 10, "period": "MONTH", "offset": 4},
    )["id"]
    api.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")
    print(json.dumps({"key": key, "plan": plan}))
else:
    key = api.get_api_key(apiKey=sys.argv[2])
    plans = api.get_usage_plans(keyId=key["id"])["items"]
    wanted = ("name", "apiStages", "throttle", "quota")
    print(json.dumps({"name": key["name"], "enabled": key["enabled"], "plans": [{name: plan.get(name) for name in wanted} for plan in plans]}))
