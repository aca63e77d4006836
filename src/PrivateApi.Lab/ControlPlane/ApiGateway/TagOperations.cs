using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// GetTags, TagResource, UntagResource by ARN: <c>arn:aws:apigateway:{region}::/restapis/{id}[/stages/{name}]</c>, links, keys,
/// plans, client certificates, domain names and their associations.
/// </summary>
internal static class TagOperations
{
    private const int MaximumTags = 50;

    public static IEnumerable<Route> Routes =>
        [
            new(
                "GET",
                "/tags/{resource_arn+}",
                call => Answer.Ok(new JsonObject { ["tags"] = Owner(call)["tags"]?.DeepClone() ?? new JsonObject() })
            ),
            new("PUT", "/tags/{resource_arn+}", Tag),
            new("DELETE", "/tags/{resource_arn+}", Untag),
        ];

    private static JsonObject Owner(ApiCall call)
    {
        string arn = call.Label("resource_arn");
        if (
            arn.Split(':', 6) is not ["arn", _, "apigateway", string region, string account, string path]
            || (account.Length > 0 && account != call.Service.AccountId)
        )
        {
            throw ApiFault.BadRequest("Invalid ARN specified in the request");
        }

        if (region != call.Service.Region)
        {
            throw ApiFault.NotFound("Invalid API identifier specified");
        }

        ApiGatewayState state = call.State;
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["restapis", string id] => Api(call, id).Wire,
            ["restapis", string id, "stages", string name] => Api(call, id).Stages.GetValueOrDefault(name) ?? throw ApiFault.UnknownStage(),
            ["vpclinks", string id] => state.VpcLinks.GetValueOrDefault(id)?.Wire ?? throw VpcLinkOperations.Unknown(),
            ["apikeys", string id] => state.ApiKeys.GetValueOrDefault(id) ?? throw ApiKeyOperations.Unknown(),
            ["clientcertificates", string id] => state.ClientCertificates.GetValueOrDefault(id)
                ?? throw ClientCertificateOperations.Unknown(),
            ["usageplans", string id] => state.UsagePlans.GetValueOrDefault(id)?.Wire ?? throw UsagePlanOperations.Unknown(),
            ["domainnames", string key] => state.DomainNames.GetValueOrDefault(key)?.Wire ?? throw DomainNameOperations.Unknown(),
            ["domainnameaccessassociations", ..] => state.DomainAccessAssociations.Find(association => association.Arn == arn)?.Wire
                ?? throw DomainAccessOperations.Unknown(),
            _ => throw ApiFault.BadRequest("Invalid ARN specified in the request"),
        };
    }

    private static LabRestApi Api(ApiCall call, string id) =>
        call.State.RestApis.GetValueOrDefault(id) ?? throw ApiFault.UnknownApi(call, id);

    private static LabResponse Tag(ApiCall call)
    {
        JsonObject owner = Owner(call);
        JsonObject tags = (JsonObject?)owner["tags"]?.DeepClone() ?? [];
        foreach ((string name, JsonNode? value) in call.TextMap("tags") ?? [])
        {
            Check(name, (string?)value ?? string.Empty);
            tags[name] = (string?)value ?? string.Empty;
        }

        if (tags.Count > MaximumTags)
        {
            throw ApiFault.BadRequest($"The number of tags exceeds the limit of {MaximumTags}");
        }

        owner["tags"] = tags;
        return Answer.Nothing(204);
    }

    /// <summary>Limits of the tagging page; the messages are ours.</summary>
    private static void Check(string name, string value)
    {
        if (name.Length is 0 or > 128 || value.Length > 256 || name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw ApiFault.BadRequest($"Invalid tag specified: {name}");
        }
    }

    private static LabResponse Untag(ApiCall call)
    {
        JsonObject? tags = Owner(call)["tags"] as JsonObject;
        foreach (KeyValuePair<string, string> pair in call.Service.Request.Query.Where(pair => pair.Key == "tagKeys"))
        {
            tags?.Remove(pair.Value);
        }

        return Answer.Nothing(204);
    }
}
