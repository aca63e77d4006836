using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>An API with its definition, policy, deployment and stages.</summary>
internal sealed class ApiTemplate(
    CloudTemplate template,
    References references,
    Setup setup,
    ApiSetup api,
    IProgress<ProgressEvent> progress
)
{
    // What a definition says about where it runs, or repeats from the resource's properties.
    private static readonly string[] NotDefinition =
    [
        "servers",
        "host",
        "basePath",
        "schemes",
        "x-amazon-apigateway-policy",
        "x-amazon-apigateway-endpoint-configuration",
        "x-amazon-apigateway-endpoint-access-mode",
        "x-amazon-apigateway-security-policy",
    ];

    private readonly SecretParameters _secrets = new(template, references.NameOf(api.Api.Id), api.Api.Name);

    public static void Name(LogicalIds ids, ApiSetup api)
    {
        string id = ids.Give("Api", api.Api.Name, api.Api.Id);
        foreach (Stage stage in api.Stages)
        {
            ids.Give("Stage", $"{id} {stage.StageName}", StageKey(api.Api.Id, stage.StageName));
        }

        AuthorizerTemplate.Name(ids, id, api);
    }

    /// <summary>The key of a stage, which has no id.</summary>
    public static string StageKey(string restApiId, string stageName) => $"{restApiId}/stages/{stageName}";

    public void Write()
    {
        RestApi item = api.Api;
        string id = references.NameOf(item.Id);
        JsonNode? body = Definition();
        JsonNode? policy = Policy();
        JsonObject endpoints = new()
        {
            ["Types"] = Array((item.EndpointConfiguration?.Types ?? ["EDGE"]).Select(type => JsonValue.Create(type))),
            ["IpAddressType"] = item.EndpointConfiguration?.IpAddressType,
        };
        if (Apis.VpcEndpointIds(item) is { Count: > 0 } associated)
        {
            endpoints["VpcEndpointIds"] = references.To(associated);
        }

        string version = Convert
            .ToHexString(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{body?.ToJsonString()}\n{policy?.ToJsonString()}\n{endpoints.ToJsonString()}"))
            )[..8]
            .ToLowerInvariant();
        template.Add(
            id,
            "AWS::ApiGateway::RestApi",
            new JsonObject
            {
                ["Name"] = item.Name,
                ["Description"] = item.Description is { } description ? references.In(description, _secrets.InDescription) : null,
                ["EndpointConfiguration"] = endpoints,
                ["Policy"] = policy,
                ["SecurityPolicy"] = item.SecurityPolicy,
                ["EndpointAccessMode"] = item.EndpointAccessMode,
                ["DisableExecuteApiEndpoint"] = item.DisableExecuteApiEndpoint == true ? true : null,
                ["ApiKeySourceType"] = item.ApiKeySource is { } source and not "HEADER" ? source : null,
                ["BinaryMediaTypes"] = Array((item.BinaryMediaTypes ?? []).Select(type => JsonValue.Create(type))),
                ["MinimumCompressionSize"] = item.MinimumCompressionSize,
                ["Body"] = body,
                ["Tags"] = Tags(item.Tags),
            }
        );
        template.Output($"{id}Id", $"The API {item.Name}", Ref(id));
        new AuthorizerTemplate(template, references, api).Write(id);
        new FunctionPermissions(template, references, setup, api, progress).Write(id);
        new StageTemplate(template, references, api, _secrets, progress).Write(id, version);
        if (_secrets.Names.Count > 0)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The template leaves out secrets of {item.Name}. Set the parameters {string.Join(", ", _secrets.Names)} "
                        + "when you deploy it: they have no default, and CloudFormation does not show them (NoEcho)."
                )
            );
        }
    }

    // The policy's own API in the short form that API Gateway expands: a resource cannot refer to itself.
    private JsonNode? Policy()
    {
        if (string.IsNullOrWhiteSpace(api.Api.Policy))
        {
            return null;
        }

        string own = $"arn:{setup.Partition}:execute-api:{setup.Region}:{setup.AccountId}:{api.Api.Id}/";
        Dictionary<string, string> others = template.Id.Known.Where(item => item.Key != api.Api.Id).ToDictionary();
        return new References(setup, others).In(
            JsonNode.Parse(PolicyDocument.Parse(api.Api.Policy).ToJson().Replace(own, "execute-api:/", StringComparison.Ordinal))
        );
    }

    private JsonNode? Definition()
    {
        if (api.Definition is null)
        {
            return null;
        }

        JsonObject body = api.Definition.DeepClone().AsObject();
        foreach (string name in NotDefinition)
        {
            body.Remove(name);
        }

        AuthorizerTemplate.Complete(body, api.Authorizers);
        Dictionary<string, string> others = template.Id.Known.Where(item => item.Key != api.Api.Id).ToDictionary();
        return new References(setup, others).In(body, [], _secrets.InDefinition);
    }
}
