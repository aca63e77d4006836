using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that a Lambda call needs (Service Authorization Reference, "Actions, resources, and condition keys for
/// AWS Lambda"). A function in a VPC also requires EC2's describe calls from its creator (Lambda developer guide, "Giving Lambda
/// functions access to resources in an Amazon VPC").
/// </summary>
internal static class LambdaPermissions
{
    /// <summary>The permission with which GetFunction shows tags (Lambda API reference, GetFunction, Tags).</summary>
    public const string ListTags = "lambda:ListTags";

    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        string[] path = [.. call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        string action = "lambda:" + Action(call.Request.Method, path);
        if (path is not [_, "functions"])
        {
            string name = path is [_, "functions" or "tags", string given, ..] ? given : string.Empty;
            List<RequiredPermission> all = [new(action, Arn(call, name), Keys(call, name, action, path))];
            return action switch
            {
                "lambda:UpdateFunctionConfiguration" => [.. all, .. Passed(call, LambdaService.Body(call), Arn(call, name))],
                "lambda:GetFunction" =>
                [
                    .. all,
                    new RequiredPermission(ListTags, Arn(call, name), Keys(call, name, ListTags, path)) { IsOptional = true },
                ],
                _ => all,
            };
        }

        return action == "lambda:CreateFunction" ? Create(call) : [new RequiredPermission(action, "*")];
    }

    /// <summary>The ARN of a function that is named in any form.</summary>
    public static string Arn(ServiceCall call, string name) => FunctionName.Arn(call, Name(name));

    private static IEnumerable<RequiredPermission> Create(ServiceCall call)
    {
        JsonObject body = LambdaService.Body(call);
        string arn = Arn(call, Text(body["FunctionName"]));
        IReadOnlyList<KeyValuePair<string, string>> tags = TagKeys.Read(body["Tags"]);
        RequestKeys keys = TagKeys.OfRequest(tags);
        keys.Add("lambda:SubnetIds", JsonProtocol.Texts(body["VpcConfig"]?["SubnetIds"]));
        keys.Add("lambda:SecurityGroupIds", JsonProtocol.Texts(body["VpcConfig"]?["SecurityGroupIds"]));
        yield return new RequiredPermission("lambda:CreateFunction", arn, keys);
        if (tags.Count > 0)
        {
            yield return new RequiredPermission("lambda:TagResource", arn, TagKeys.OfRequest(tags));
        }

        foreach (RequiredPermission other in Passed(call, body, arn))
        {
            yield return other;
        }
    }

    private static IEnumerable<RequiredPermission> Passed(ServiceCall call, JsonObject body, string arn)
    {
        if (Text(body["Role"]) is { Length: > 0 } role)
        {
            yield return new RequiredPermission(
                "iam:PassRole",
                role,
                new RequestKeys { { "iam:PassedToService", "lambda.amazonaws.com" }, { "iam:AssociatedResourceArn", arn } }
            );
        }

        if (JsonProtocol.Texts(body["VpcConfig"]?["SubnetIds"]).Count > 0)
        {
            foreach (string action in new[] { "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs" })
            {
                yield return new RequiredPermission(action, "*", Ec2Resources.Create(call));
            }
        }
    }

    private static RequestKeys Keys(ServiceCall call, string name, string action, string[] path)
    {
        RequestKeys keys = TagKeys.OfResource(call.State<LambdaState>().Functions.GetValueOrDefault(Name(name))?.Tags ?? []);
        return action == "lambda:TagResource" && path is [_, "tags", _]
            ? TagKeys.OfRequest(TagKeys.Read(LambdaService.Body(call)["Tags"]), keys)
            : keys;
    }

    private static string Action(string method, string[] path) =>
        (method, path) switch
        {
            ("POST", [_, "functions"]) => "CreateFunction",
            ("GET", [_, "functions"]) => "ListFunctions",
            ("GET", [_, "functions", _]) => "GetFunction",
            ("DELETE", [_, "functions", _]) => "DeleteFunction",
            ("GET", [_, "functions", _, "configuration"]) => "GetFunctionConfiguration",
            ("PUT", [_, "functions", _, "configuration"]) => "UpdateFunctionConfiguration",
            ("PUT", [_, "functions", _, "code"]) => "UpdateFunctionCode",
            ("POST", [_, "functions", _, "invocations"]) => "InvokeFunction",
            ("POST", [_, "functions", _, "policy"]) => "AddPermission",
            ("GET", [_, "functions", _, "policy"]) => "GetPolicy",
            ("DELETE", [_, "functions", _, "policy", _]) => "RemovePermission",
            ("GET", [_, "functions", _, "versions"]) => "ListVersionsByFunction",
            ("GET", [_, "functions", _, "code-signing-config"]) => "GetFunctionCodeSigningConfig",
            ("GET", [_, "tags", _]) => "ListTags",
            ("POST", [_, "tags", _]) => "TagResource",
            ("DELETE", [_, "tags", _]) => "UntagResource",
            _ => method,
        };

    private static string Name(string given)
    {
        int at = given.LastIndexOf("function:", StringComparison.Ordinal);
        return (at < 0 ? given : given[(at + "function:".Length)..]).Split(':')[0];
    }

    private static string Text(JsonNode? node) => JsonProtocol.Text(node) ?? string.Empty;
}
