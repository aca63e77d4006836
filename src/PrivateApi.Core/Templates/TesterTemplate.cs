using System.Text.Json.Nodes;
using PrivateApi.Calls.Lambda;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>
/// The function that <c>Invoke-PrivateApi -Via Lambda</c> creates temporarily, as a permanent stack: it calls private APIs from inside
/// a VPC.
/// </summary>
internal static class TesterTemplate
{
    public static CloudTemplate Write()
    {
        CloudTemplate template = new("A function that calls private APIs from inside a VPC");
        template.Parameter("VpcId", "AWS::EC2::VPC::Id", "The VPC to call from");
        template.Parameter("SubnetIds", "List<AWS::EC2::Subnet::Id>", "The subnets to call from");
        template.Add(
            "TesterRole",
            "AWS::IAM::Role",
            new JsonObject
            {
                ["Description"] = "Its own network interfaces, nothing else",
                ["AssumeRolePolicyDocument"] = Document(
                    new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = new JsonObject { ["Service"] = "lambda.amazonaws.com" },
                        ["Action"] = "sts:AssumeRole",
                    }
                ),
                ["Policies"] = new JsonArray(
                    new JsonObject
                    {
                        ["PolicyName"] = ProbeNames.RolePolicy,
                        ["PolicyDocument"] = Document(
                            new JsonObject
                            {
                                ["Effect"] = "Allow",
                                ["Action"] = Array(ProbeRolePolicies.Actions.Select(action => JsonValue.Create(action))),
                                ["Resource"] = "*",
                            }
                        ),
                    }
                ),
            }
        );
        template.Add(
            "TesterSecurityGroup",
            "AWS::EC2::SecurityGroup",
            new JsonObject
            {
                ["GroupDescription"] = "HTTPS from the tester to endpoints",
                ["VpcId"] = Ref("VpcId"),
                ["SecurityGroupEgress"] = new JsonArray(
                    new JsonObject
                    {
                        ["IpProtocol"] = "tcp",
                        ["FromPort"] = 443,
                        ["ToPort"] = 443,
                        ["CidrIp"] = "0.0.0.0/0",
                        ["Description"] = "HTTPS to endpoints",
                    }
                ),
            }
        );
        template.Add(
            "Tester",
            "AWS::Lambda::Function",
            new JsonObject
            {
                ["Description"] = "Calls private APIs from inside the VPC",
                ["Runtime"] = ProbePackage.Runtimes[^1],

                // CloudFormation calls the file of inline code index.
                ["Handler"] = "index.handler",
                ["Timeout"] = 60,
                ["MemorySize"] = 256,
                ["Role"] = GetAtt("TesterRole", "Arn"),
                ["Code"] = new JsonObject { ["ZipFile"] = ProbePackage.Source },
                ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["PRIVATEAPI_SUFFIX"] = Ref("AWS::URLSuffix") } },
                ["VpcConfig"] = new JsonObject
                {
                    ["SubnetIds"] = Ref("SubnetIds"),
                    ["SecurityGroupIds"] = new JsonArray(GetAtt("TesterSecurityGroup", "GroupId")),
                },
            }
        );
        template.Output(
            "FunctionName",
            "Invoke it with a payload such as {\"url\": \"https://<api>.execute-api.<region>.amazonaws.com/<stage>/\"}",
            Ref("Tester")
        );
        template.Output(
            "SecurityGroupId",
            "The endpoint's security group has to allow this one on port 443",
            GetAtt("TesterSecurityGroup", "GroupId")
        );
        return template;
    }

    private static JsonObject Document(JsonObject statement) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
}
