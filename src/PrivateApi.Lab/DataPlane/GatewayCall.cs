using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>A call that has arrived at API Gateway, and what is found out about it on its way.</summary>
internal sealed class GatewayCall
{
    private string? _traceId;

    public required LabStore Store { get; init; }

    /// <summary>The request; its path starts with the stage.</summary>
    public required LabRequest Request { get; init; }

    public required Ingress Ingress { get; init; }

    /// <summary>The signer; null for nobody.</summary>
    public required CredentialScope? Scope { get; init; }

    public required string Region { get; init; }

    /// <summary>Calls backends that the lab may reach.</summary>
    public required HttpMessageInvoker Backend { get; init; }

    /// <summary>Calls the lab's own services.</summary>
    public required HttpMessageInvoker Services { get; init; }

    /// <summary>The lab's state as facts, if the call's way here was judged by them; null to read the state now.</summary>
    public AccountSnapshot? Facts { get; init; }

    public required string RequestId { get; init; }

    /// <summary>x-amz-apigw-id: sixteen characters, the last an equals sign.</summary>
    public required string ExtendedRequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Records the outcome of the call.</summary>
    public required IExecutionLog Log { get; init; }

    /// <summary>Why API Gateway answered itself; null if the backend answered.</summary>
    public GatewayFault? Fault { get; set; }

    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The private custom domain called; null for none.</summary>
    public string? DomainName { get; set; }

    /// <summary>The API's account.</summary>
    public string AccountId { get; set; } = string.Empty;

    /// <summary>The snapshot that answers; null before the stage is found.</summary>
    public LabDeployment? Deployment { get; set; }

    public string StageName { get; set; } = string.Empty;

    public JsonObject StageVariables { get; set; } = [];

    /// <summary>Path below the stage, as sent: <c>/pets/1</c>.</summary>
    public string Path { get; set; } = "/";

    /// <summary>The resource's path: <c>/pets/{petId}</c>.</summary>
    public string ResourcePath { get; set; } = string.Empty;

    public string ResourceId { get; set; } = string.Empty;

    public JsonObject Method { get; set; } = [];

    public IReadOnlyDictionary<string, string> PathParameters { get; set; } = new Dictionary<string, string>();

    /// <summary>The id of the call's trace: the caller's, or a new one.</summary>
    public string TraceId =>
        _traceId ??=
            Request.Header(GatewayHeaders.TraceId) ?? $"Root=1-{Time.ToUnixTimeSeconds():x8}-{Store.Ids.Take("0123456789abcdef", 24)}";

    /// <summary>True if the stage's canary answers.</summary>
    public bool IsCanary { get; set; }

    /// <summary><c>$context.authorizer</c>: what the method's authorizer said of the caller; empty for nothing.</summary>
    public JsonObject Authorizer { get; set; } = [];

    /// <summary><c>$context.requestOverride</c>, which the request's template may set.</summary>
    public JsonObject RequestOverride { get; } =
        new()
        {
            ["header"] = new JsonObject(),
            ["path"] = new JsonObject(),
            ["querystring"] = new JsonObject(),
        };

    /// <summary><c>$context.responseOverride</c>, which both templates may set.</summary>
    public JsonObject ResponseOverride { get; } = new() { ["header"] = new JsonObject() };

    public string Partition => Amazon.RegionEndpoint.GetBySystemName(Region).PartitionName;

    public string DnsSuffix => Amazon.RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix;

    /// <summary>The ARN that policies see: the concrete path, <c>…/GET/</c> for the root.</summary>
    public string MethodArn => Arn(AccountId);

    /// <summary>The ARN as messages show it: the account masked except for its last four digits.</summary>
    public string MaskedArn => Arn("********" + AccountId[^4..]);

    public JsonObject Integration => Method["methodIntegration"] as JsonObject ?? [];

    /// <summary>Stage variables by name.</summary>
    public IReadOnlyDictionary<string, string> StageValues =>
        StageVariables.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? string.Empty);

    /// <summary>A text of the integration with the stage variables filled in; empty for one that is not set.</summary>
    public string FromIntegration(string name) => StageVariableText.Fill((string?)Integration[name] ?? string.Empty, StageValues);

    /// <summary>A header as templates and mappings see it; null for one that ends at API Gateway.</summary>
    public string? Header(string name) => GatewayHeaders.IsConsumed(name) ? null : Request.Header(name);

    public string? QueryValue(string name)
    {
        foreach (KeyValuePair<string, string> pair in Request.Query.Reverse())
        {
            if (pair.Key == name)
            {
                return pair.Value;
            }
        }

        return null;
    }

    /// <summary>$context of mapping templates and gateway responses.</summary>
    public string? Context(string name) =>
        name switch
        {
            "accountId" => AccountId,
            "apiId" => RestApiId,
            _ when name.StartsWith("authorizer.claims.", StringComparison.Ordinal) => (string?)
                (Authorizer["claims"] as JsonObject)?[name["authorizer.claims.".Length..]],
            _ when name.StartsWith("authorizer.", StringComparison.Ordinal) => Authorizer[name["authorizer.".Length..]] is JsonValue value
                ? (string?)value
                : null,
            "deploymentId" => (string?)Deployment?.Wire["id"],
            "domainName" => Request.Host,
            "domainPrefix" => Request.Host.Split('.')[0],
            "extendedRequestId" => ExtendedRequestId,
            "httpMethod" => Request.Method,
            "identity.sourceIp" => Ingress.SourceAddress,
            "identity.userAgent" => Request.Header("User-Agent"),
            "identity.vpcId" => Ingress.Endpoint?.VpcId,
            "identity.vpceId" => Ingress.Endpoint?.Id,
            "identity.accessKey" => Scope?.AccessKey,
            "identity.apiKey" => Request.Header("x-api-key"),
            "identity.userArn" => Scope is null ? null : Store.PrincipalOf(Scope.AccessKey).Arn(Partition),
            "isCanaryRequest" => IsCanary ? "true" : "false",
            "path" => $"/{StageName}{Path}",
            "protocol" => "HTTP/1.1",
            "requestId" => RequestId,
            "requestTime" => Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            "requestTimeEpoch" => Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "resourceId" => ResourceId,
            "resourcePath" => ResourcePath,
            "stage" => StageName,
            _ => null,
        };

    private string Arn(string account) =>
        $"arn:{Partition}:execute-api:{Region}:{account}:{RestApiId}/{StageName}/{Request.Method}/{Path.TrimStart('/')}";
}
