using System.Text.Json.Nodes;
using PrivateApi.Aws;
using PrivateApi.Aws.Iam;
using PrivateApi.Provisioning;

namespace PrivateApi.Probe;

/// <summary>The role of a Region's probes: it may handle network interfaces, which Lambda does in its name, and nothing else. No logs.</summary>
internal sealed class ProbeRole(AwsSession session)
{
    // What Lambda needs to put a function into a VPC (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
    public static IReadOnlyList<string> Actions { get; } =
    [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ];

    private readonly string _name = ProbeNames.Role(session.Region);

    public PlanStep Create(string ownerArn) => new()
    {
        Name = "role",
        Description = $"Create the IAM role {_name}",
        Find = FindAsync,
        Create = async stop => (await session.Iam.CreateRoleAsync(
            new CreateRoleRequest
            {
                RoleName = _name,
                Description = $"PrivateApi's probes in {session.Region}: network interfaces of their own, nothing else",
                AssumeRolePolicyDocument = Document(new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["Service"] = "lambda.amazonaws.com" },
                    ["Action"] = "sts:AssumeRole",
                }),
                Tags = [.. ProbeTags.Of(_name, "role", ownerArn, DateTimeOffset.UtcNow).Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            },
            stop).ConfigureAwait(false)).Role.Arn,
        Undo = (_, _, stop) => DeleteAsync(stop),
        RemovalCommand = _ => $"Remove-IAMRole -RoleName {_name}",
    };

    public PlanStep Permit(PlanStep role) => new()
    {
        Name = "role-policy",
        Description = "Allow it EC2's network-interface actions, and nothing else",
        Within = role,
        Find = async stop => await HasPolicyAsync(stop).ConfigureAwait(false) ? ProbeNames.RolePolicy : null,
        Create = async stop =>
        {
            await session.Iam.PutRolePolicyAsync(
                new PutRolePolicyRequest
                {
                    RoleName = _name,
                    PolicyName = ProbeNames.RolePolicy,
                    PolicyDocument = Document(new JsonObject { ["Effect"] = "Allow", ["Action"] = new JsonArray([.. Actions.Select(action => (JsonNode)action)]), ["Resource"] = "*" }),
                },
                stop).ConfigureAwait(false);
            return ProbeNames.RolePolicy;
        },
    };

    /// <summary>Deletes it, its policy first; absent is as good.</summary>
    public async Task DeleteAsync(CancellationToken stop)
    {
        await ProbeErrors.IgnoreAbsentAsync(session.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = _name, PolicyName = ProbeNames.RolePolicy }, stop)).ConfigureAwait(false);
        await ProbeErrors.IgnoreAbsentAsync(session.Iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = _name }, stop)).ConfigureAwait(false);
    }

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        GetRoleResponse? found = await ProbeErrors.NullIfAbsentAsync(session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = _name }, stop)).ConfigureAwait(false);
        return found is null ? null
            : found.Role.Tags?.Exists(tag => tag.Key == ResourceTags.Name && tag.Value == _name) == true ? found.Role.Arn
            : throw ProbeErrors.NotOurs("role", _name, $"Remove-IAMRole -RoleName {_name}");
    }

    private async Task<bool> HasPolicyAsync(CancellationToken stop) =>
        await ProbeErrors.NullIfAbsentAsync(session.Iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = _name, PolicyName = ProbeNames.RolePolicy }, stop)).ConfigureAwait(false) is not null;

    private static string Document(JsonObject statement) => new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) }.ToJsonString();
}
