"""Who am I, and in which Region, as boto3 sees it."""
import json
import boto3

identity = boto3.client("sts").get_caller_identity()
print(json.dumps({"account": identity["Account"], "arn": identity["Arn"]}))
