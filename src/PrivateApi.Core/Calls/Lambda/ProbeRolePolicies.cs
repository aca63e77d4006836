using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Session;
using PrivateApi.Input;

namespace PrivateApi.Calls.Lambda;

/// <summary>The two documents of the probes' role.</summary>
/// <param name="Trust">Who may assume it.</param>
/// <param name="Permissions">What it may do.</param>
internal sealed record ProbeRolePolicies(string Trust, string Permissions)
{
    // What Lambda needs to put a function into a VPC (Lambda developer guide, "Giving Lambda functions access to resources in an
    // Amazon VPC").
    public static IReadOnlyList<string> Actions { get; } =
    [
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ];

    /// <summary>
    /// The documents for an account and Region. Lambda assumes the role for this account's functions alone
    /// (<c>aws:SourceAccount</c>: IAM user guide, "The confused deputy problem"). <c>lambda:SourceFunctionArn</c> is no key of
    /// the trust policy: Lambda puts it into calls that come from inside the execution environment, and not into its own calls
    /// to EC2 (Lambda developer guide, "Using source function ARN to control function access behavior"), where it "cannot be
    /// used in resource-based policies". So it stands where it works, in a Deny of everything: Lambda may make the network
    /// interfaces, while code in the function can do nothing at all with the role.
    /// </summary>
    public static async Task<ProbeRolePolicies> OfAsync(AwsSession session, CancellationToken stop)
    {
        string account = await session.GetAccountIdAsync(stop);
        JsonObject trust = new()
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["Service"] = "lambda.amazonaws.com" },
            ["Action"] = "sts:AssumeRole",
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:SourceAccount"] = account } },
        };
        JsonObject allow = new()
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. Actions.Select(action => (JsonNode)action)]),
            ["Resource"] = "*",
        };
        JsonObject deny = new()
        {
            ["Effect"] = "Deny",
            ["Action"] = "*",
            ["Resource"] = "*",
            ["Condition"] = new JsonObject
            {
                ["ArnLike"] = new JsonObject { ["lambda:SourceFunctionArn"] = $"arn:{session.Partition}:lambda:*:{account}:function:*" },
            },
        };
        return new(Document(trust), Document(allow, deny));
    }

    /// <summary>True for the same document, whatever its white space and its encoding in IAM's answer.</summary>
    public static bool AreSame(string wanted, string? found)
    {
        try
        {
            return found is not null && JsonNode.DeepEquals(JsonNode.Parse(wanted), JsonTree.Parse(Uri.UnescapeDataString(found)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Document(params JsonNode[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString();
}
