using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateBasePathMapping, GetBasePathMapping(s), UpdateBasePathMapping, DeleteBasePathMapping.</summary>
internal static class BasePathMappingOperations
{
    /// <summary>Represents the root.</summary>
    private const string Root = "(none)";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/domainnames/{domain_name}/basepathmappings", Create),
            new(
                "GET",
                "/domainnames/{domain_name}/basepathmappings",
                call =>
                    Page.Create(
                        call,
                        DomainNameOperations
                            .Find(call)
                            .BasePathMappings.Select(mapping => KeyValuePair.Create(mapping.Key, Answer.Without(mapping.Value)))
                    )
            ),
            new(
                "GET",
                "/domainnames/{domain_name}/basepathmappings/{base_path}",
                call => Answer.Ok(Answer.Without(Find(call, DomainNameOperations.Find(call))))
            ),
            new("PATCH", "/domainnames/{domain_name}/basepathmappings/{base_path}", Update),
            new("DELETE", "/domainnames/{domain_name}/basepathmappings/{base_path}", Delete),
        ];

    /// <summary>Domain names of the account that have a mapping to an API, or to one of its stages.</summary>
    public static IReadOnlyList<LabDomainName> To(ApiCall call, string apiId, string? stage = null) =>
        call
            .State.DomainNames.Values.Where(domain =>
                domain.BasePathMappings.Values.Any(mapping =>
                    (string?)mapping["restApiId"] == apiId && (stage is null || (string?)mapping["stage"] == stage)
                )
            )
            .ToList();

    private static JsonObject Find(ApiCall call, LabDomainName domain) =>
        domain.BasePathMappings.GetValueOrDefault(call.Label("base_path"))
        ?? throw ApiFault.NotFound("Invalid base path mapping identifier specified");

    private static LabResponse Create(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        string path = CheckPath(domain, call.Text("basePath"));
        string api = CheckApi(call, domain, call.Text("restApiId"));
        JsonObject mapping = new() { ["basePath"] = path, ["restApiId"] = api };
        if (CheckStage(call, api, call.Text("stage")) is { } stage)
        {
            mapping["stage"] = stage;
        }

        domain.BasePathMappings.Add(path, mapping);
        return Answer.Created(Answer.Copy(mapping));
    }

    private static string CheckPath(LabDomainName domain, string? path)
    {
        string key = string.IsNullOrEmpty(path) ? Root : path;
        if (key.Contains('/', StringComparison.Ordinal))
        {
            throw ApiFault.BadRequest(
                "API Gateway V1 doesn't support the slash character (/) in base path mappings. "
                    + "To create a multi-level base path mapping, use API Gateway V2."
            );
        }

        return domain.BasePathMappings.ContainsKey(key) ? throw ApiFault.Conflict("Base path already exists for this domain name") : key;
    }

    // A private name is for private APIs, a public one for the others; the message is ours.
    private static string CheckApi(ApiCall call, LabDomainName domain, string? id)
    {
        LabRestApi api =
            id is not null && call.State.RestApis.TryGetValue(id, out LabRestApi? found)
                ? found
                : throw ApiFault.BadRequest("Invalid REST API identifier specified");
        return api.IsPrivate == domain.IsPrivate
            ? api.Id
            : throw ApiFault.BadRequest(
                domain.IsPrivate
                    ? "Only private APIs can be mapped to a private custom domain name."
                    : "Private APIs can only be mapped to a private custom domain name."
            );
    }

    private static string? CheckStage(ApiCall call, string api, string? stage) =>
        string.IsNullOrEmpty(stage) || stage == Root ? null
        : call.State.RestApis[api].Stages.ContainsKey(stage) ? stage
        : throw ApiFault.BadRequest("Invalid stage identifier specified");

    private static LabResponse Update(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        JsonObject mapping = Find(call, domain);
        JsonObject draft = Answer.Copy(mapping);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateBasePathMapping"))
        {
            operation.Only("replace");
            switch (operation.Path)
            {
                case "/basePath":
                    draft["basePath"] =
                        operation.Value == (string?)mapping["basePath"] ? operation.Value : CheckPath(domain, operation.Value);
                    break;
                case "/restapiId" or "/restApiId":
                    draft["restApiId"] = CheckApi(call, domain, operation.Value);
                    break;
                case "/stage":
                    draft["stage"] = operation.Value;
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        draft["stage"] = CheckStage(call, (string)draft["restApiId"]!, (string?)draft["stage"]);
        domain.BasePathMappings.Remove((string)mapping["basePath"]!);
        domain.BasePathMappings.Add((string)draft["basePath"]!, draft);
        return Answer.Ok(Answer.Without(draft));
    }

    private static LabResponse Delete(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        domain.BasePathMappings.Remove((string)Find(call, domain)["basePath"]!);
        return Answer.Nothing(202);
    }
}
