using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that calls on custom domain names and their access associations need (Service Authorization Reference, "Actions,
/// resources, and condition keys for Amazon API Gateway Management"). Unlike a public name's, the ARN of a private name has its account
/// and its id; those of its base path mappings have only the id. Policies, associations and routing rules have actions of their own.
/// </summary>
internal static class DomainNamePermissions
{
    private const string Associations = "domainnameaccessassociations";

    /// <summary>True for the paths that are decided here.</summary>
    public static bool Owns(string[] path) => path is ["domainnames" or Associations or "rejectdomainnameaccessassociations", ..];

    public static IEnumerable<RequiredPermission> For(ServiceCall call, string[] path, JsonObject body)
    {
        string verb = call.Request.Method;
        string id = Query(call, "domainNameId");
        if (path is [Associations, ..])
        {
            return OfAssociations(call, path, body, verb);
        }

        if (path is ["rejectdomainnameaccessassociations"])
        {
            string arn = Query(call, "domainNameArn");
            return [new RequiredPermission("apigateway:RejectAccessAssociation", arn.Length == 0 ? "*" : arn)];
        }

        return path switch
        {
            ["domainnames"] => OfNames(call, body, verb),
            [_, string name, "routingrules", .. string[] rule] => OfRules(call, KeyOf(name, id), rule, verb),
            [_, string name] => OfName(call, KeyOf(name, id), body, verb),
            [_, string name, .. string[] rest] =>
            [
                new RequiredPermission(
                    "apigateway:" + verb,
                    Arn(call, string.Empty, $"/domainnames/{KeyOf(name, id)}/{string.Join('/', rest)}"),
                    Keys(call, KeyOf(name, id))
                ),
            ],
            _ => [],
        };
    }

    private static IEnumerable<RequiredPermission> OfNames(ServiceCall call, JsonObject body, string verb)
    {
        string arn = Arn(call, string.Empty, "/domainnames");
        RequestKeys keys = verb == "POST" ? TagKeys.OfRequest(TagKeys.Read(body["tags"])) : [];
        keys.Add("apigateway:Request/EndpointType", JsonProtocol.Texts((body["endpointConfiguration"] as JsonObject)?["types"]));
        yield return new RequiredPermission("apigateway:" + verb, arn, keys);
        if (body["policy"] is not null)
        {
            yield return new RequiredPermission("apigateway:UpdateDomainNamePolicy", arn);
        }
    }

    private static IEnumerable<RequiredPermission> OfName(ServiceCall call, string key, JsonObject body, string verb)
    {
        string arn = NameArn(call, key);
        yield return new RequiredPermission("apigateway:" + verb, arn, Keys(call, key));
        string[] changed =
        [
            .. (body["patchOperations"] as JsonArray ?? []).OfType<JsonObject>().Select(patch => patch["path"]?.ToString() ?? string.Empty),
        ];
        if (changed.Contains("/policy"))
        {
            yield return new RequiredPermission("apigateway:UpdateDomainNamePolicy", arn, Keys(call, key));
        }

        if (changed.Contains("/managementPolicy"))
        {
            yield return new RequiredPermission("apigateway:UpdateDomainNameManagementPolicy", arn, Keys(call, key));
        }
    }

    private static IEnumerable<RequiredPermission> OfAssociations(ServiceCall call, string[] path, JsonObject body, string verb)
    {
        if (path is [_, string association])
        {
            yield return new RequiredPermission("apigateway:" + verb, association);
            yield break;
        }

        RequestKeys keys = verb == "POST" ? TagKeys.OfRequest(TagKeys.Read(body["tags"])) : [];
        string? domain = body["domainNameArn"]?.ToString();
        keys.Add("apigateway:Request/AccessAssociationSource", body["accessAssociationSource"]?.ToString());
        keys.Add("apigateway:Request/DomainNameArn", domain);
        yield return new RequiredPermission("apigateway:" + verb, Arn(call, call.AccountId, "/" + Associations), keys);
        if (domain is not null)
        {
            yield return new RequiredPermission("apigateway:CreateAccessAssociation", domain);
        }
    }

    // A rule that is being made has no id yet, and a list has none: the ARN has an asterisk there.
    private static IEnumerable<RequiredPermission> OfRules(ServiceCall call, string key, string[] rule, string verb)
    {
        string action = (verb, rule.Length) switch
        {
            ("POST", _) => "CreateRoutingRule",
            ("PUT", _) => "UpdateRoutingRule",
            ("DELETE", _) => "DeleteRoutingRule",
            (_, 0) => "ListRoutingRules",
            _ => "GetRoutingRule",
        };
        string arn = Arn(call, call.AccountId, $"/domainnames/{key}/routingrules/{(rule is [string id] ? id : "*")}");
        return [new RequiredPermission("apigateway:" + action, arn, Keys(call, key))];
    }

    private static RequestKeys Keys(ServiceCall call, string key)
    {
        LabDomainName? domain = call.State<ApiGatewayState>().DomainNames.GetValueOrDefault(key);
        return TagKeys.OfResource(TagKeys.Read(domain?.Wire["tags"]));
    }

    private static string NameArn(ServiceCall call, string key) =>
        Arn(call, key.Contains('+', StringComparison.Ordinal) ? call.AccountId : string.Empty, "/domainnames/" + key);

    private static string KeyOf(string name, string id) => LabDomainName.KeyOf(name, id.Length == 0 ? null : id);

    private static string Arn(ServiceCall call, string account, string path) =>
        $"arn:{call.Partition}:apigateway:{call.Region}:{account}:{path}";

    private static string Query(ServiceCall call, string name) => call.Request.QueryValue(name) ?? string.Empty;
}
