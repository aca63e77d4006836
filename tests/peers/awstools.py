"""A cmdlet of AWS Tools for PowerShell, carried out by boto3: the test types commands as they are printed, where AWS Tools are not installed.

Arguments: the cmdlet. Input: its parameters as JSON. AWS Tools name parameters after the members of the operation, in the singular and with an
underscore between a structure and its member; AWSSDK calls EC2's IpRanges Ipv4Ranges. Prints the answer."""
import datetime
import json
import sys

import boto3

CMDLETS = {
    "Add-ELB2ListenerCertificate": ("elbv2", "AddListenerCertificates"),
    "Add-LMPermission": ("lambda", "AddPermission"),
    "Edit-ELB2Listener": ("elbv2", "ModifyListener"),
    "Edit-ELB2TargetGroup": ("elbv2", "ModifyTargetGroup"),
    "Edit-R53ResourceRecordSet": ("route53", "ChangeResourceRecordSets"),
    "Grant-EC2SecurityGroupEgress": ("ec2", "AuthorizeSecurityGroupEgress"),
    "Grant-EC2SecurityGroupIngress": ("ec2", "AuthorizeSecurityGroupIngress"),
    "New-AGBasePathMapping": ("apigateway", "CreateBasePathMapping"),
    "New-AGDomainNameAccessAssociation": ("apigateway", "CreateDomainNameAccessAssociation"),
    "New-AGUsagePlan": ("apigateway", "CreateUsagePlan"),
    "New-AGUsagePlanKey": ("apigateway", "CreateUsagePlanKey"),
    "New-ELB2Listener": ("elbv2", "CreateListener"),
    "New-ELB2Rule": ("elbv2", "CreateRule"),
    "Register-ELB2Target": ("elbv2", "RegisterTargets"),
    "Set-ELB2SecurityGroup": ("elbv2", "SetSecurityGroups"),
    "Update-AGMethod": ("apigateway", "UpdateMethod"),
    "Write-IAMRolePolicy": ("iam", "PutRolePolicy"),
    "Write-IAMUserPolicy": ("iam", "PutUserPolicy"),
}


def member(shape, name):
    wanted = {"ipv4ranges": "ipranges"}.get(name.lower(), name.lower())
    found = [item for item in shape.members if item.lower() in (wanted, wanted + "s", wanted[:-1] + "ies")]
    assert len(found) == 1, f"{shape.name} has {found} for {name}"
    return found[0]


def convert(shape, value):
    if shape.type_name == "structure":
        made = {}
        for name, item in value.items():
            parent, _, child = name.partition("_")
            key = member(shape, parent)
            made[key] = {**made[key], **convert(shape.members[key], {child: item})} if child and key in made else convert(shape.members[key], {child: item} if child else item)
        return made
    if shape.type_name == "list":
        return [convert(shape.member, item) for item in (value if isinstance(value, list) else [value])]
    return str(value) if shape.type_name == "string" else value


service, operation = CMDLETS[sys.argv[1]]
client = boto3.client(service)
parameters = convert(client.meta.service_model.operation_model(operation).input_shape, json.load(sys.stdin))
answer = client._make_api_call(operation, parameters)
answer.pop("ResponseMetadata", None)
print(json.dumps(answer, default=lambda value: value.isoformat() if isinstance(value, datetime.datetime) else str(value)))
