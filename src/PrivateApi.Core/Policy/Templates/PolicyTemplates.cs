using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>The policies that AWS's own examples give for private APIs (API Gateway guide, resource policy examples).</summary>
public static class PolicyTemplates
{
    /// <summary>Full access, which is what an endpoint without a policy has.</summary>
    internal static PolicyDocument Everything => Document(new JsonObject { ["Effect"] = "Allow", ["Principal"] = "*", ["Action"] = "*", ["Resource"] = "*" });

    /// <summary>Everybody through these endpoints and nobody else: an Allow for all, and a Deny for every other endpoint.</summary>
    /// <param name="vpcEndpointIds">Ids of interface endpoints; all in the one Deny, since two would deny each other's.</param>
    public static PolicyDocument SourceVpce(IEnumerable<string> vpcEndpointIds) => OnlyFrom("aws:SourceVpce", vpcEndpointIds);

    /// <inheritdoc cref="SourceVpce(IEnumerable{string})"/>
    public static PolicyDocument SourceVpce(params string[] vpcEndpointIds) => SourceVpce((IEnumerable<string>)vpcEndpointIds);

    /// <summary>Everybody in these VPCs and nobody else.</summary>
    /// <param name="vpcIds">Ids of VPCs.</param>
    public static PolicyDocument SourceVpc(IEnumerable<string> vpcIds) => OnlyFrom("aws:SourceVpc", vpcIds);

    /// <inheritdoc cref="SourceVpc(IEnumerable{string})"/>
    public static PolicyDocument SourceVpc(params string[] vpcIds) => SourceVpc((IEnumerable<string>)vpcIds);

    private static PolicyDocument OnlyFrom(string key, IEnumerable<string> values)
    {
        JsonArray list = [.. values.Distinct(StringComparer.Ordinal).Select(v => (JsonNode)v)];
        if (list.Count == 0)
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, $"A policy on {key} needs at least one id.", key);
        }

        JsonObject deny = Statement("Deny");
        deny["Condition"] = new JsonObject { ["StringNotEquals"] = new JsonObject { [key] = list } };
        return Document(Statement("Allow"), deny);
    }

    private static JsonObject Statement(string effect) => new()
    {
        ["Effect"] = effect,
        ["Principal"] = "*",
        ["Action"] = AccessRequest.Invoke,
        ["Resource"] = "execute-api:/*",
    };

    private static PolicyDocument Document(params JsonNode[] statements) => PolicyDocument.Parse(
        new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = new JsonArray(statements) }.ToJsonString());
}
