using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that calls of AWS WAF need (Service Authorization Reference, "Actions, resources, and condition keys for AWS WAF V2"):
/// the operation on what it names, and <c>apigateway:SetWebACL</c> on a stage whose web ACL changes.
/// </summary>
internal static class WafPermissions
{
    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        string operation = JsonProtocol.Operation(call.Request);
        JsonObject body = JsonProtocol.Body(call);
        yield return new RequiredPermission("wafv2:" + operation, Resource(call, operation, body));
        if (operation is "AssociateWebACL" or "DisassociateWebACL")
        {
            yield return new RequiredPermission("apigateway:SetWebACL", body["ResourceArn"]?.ToString() ?? "*");
        }
    }

    private static string Resource(ServiceCall call, string operation, JsonObject body)
    {
        string? arn = body["ARN"]?.ToString() ?? body["WebACLArn"]?.ToString() ?? body["ResourceARN"]?.ToString();
        if (arn is not null)
        {
            return arn;
        }

        string kind = operation.EndsWith("IPSet", StringComparison.Ordinal) ? "ipset" : "webacl";
        return body["Name"] is { } name
            ? $"arn:{call.Partition}:wafv2:{call.Region}:{call.AccountId}:regional/{kind}/{name}/{body["Id"]?.ToString() ?? "*"}"
            : "*";
    }
}
