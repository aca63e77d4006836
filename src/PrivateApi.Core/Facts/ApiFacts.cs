// Over 250 lines: what is known of an API, down to its methods, is read as one.
using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A REST API with its stages.</summary>
internal sealed record ApiFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>PRIVATE</c>, <c>REGIONAL</c> or <c>EDGE</c>.</summary>
    public required string EndpointType { get; init; }

    /// <summary>Endpoints associated with it.</summary>
    public IReadOnlyList<string> Associated { get; init; } = [];

    /// <summary>Its current resource policy; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>True when its default host is switched off.</summary>
    public bool DisableExecuteApiEndpoint { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>UPDATING</c>, <c>PENDING</c>, <c>FAILED</c>; null where AWS does not say.</summary>
    public string? Status { get; init; }

    /// <summary>What AWS says about the status; null for nothing.</summary>
    public string? StatusMessage { get; init; }

    /// <summary><c>BASIC</c> or <c>STRICT</c>; null where AWS does not say.</summary>
    public string? EndpointAccessMode { get; init; }

    /// <summary>Where its API keys come from, <c>HEADER</c> or <c>AUTHORIZER</c>; null where AWS does not say.</summary>
    public string? ApiKeySource { get; init; }

    /// <summary>Its stages.</summary>
    [JsonPropertyName("stage")]
    public IReadOnlyList<StageFact> Stages { get; init; } = [];

    /// <summary>
    /// The endpoints that have an alias name with it: those that a deployment in use took along; those that it is associated with where
    /// our records do not say that.
    /// </summary>
    public IReadOnlyList<string> Aliased =>
        Stages.Where(stage => stage.DeploymentId.Length > 0).Select(stage => stage.Deployed?.Associated).ToArray()
            is { Length: > 0 } deployed
        && Array.TrueForAll(deployed, ids => ids is not null)
            ? [.. deployed.SelectMany(ids => ids!).Distinct(StringComparer.Ordinal)]
            : Associated;

    public bool IsPrivate => string.Equals(EndpointType, "PRIVATE", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A stage of an API, with what its deployment holds.</summary>
internal sealed record StageFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The deployment it serves; empty for none.</summary>
    public string DeploymentId { get; init; } = string.Empty;

    /// <summary>Its variables.</summary>
    [JsonPropertyName("variable")]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Our record of the deployed policy, as the tag says; null for none.</summary>
    public string? PolicyRecord { get; init; }

    /// <summary>Our record of the settings that were deployed, as the tag says; null for none.</summary>
    public string? SettingsRecord { get; init; }

    /// <summary>The web ACL of AWS WAF on it; null for none.</summary>
    public string? WebAclArn { get; init; }

    /// <summary>The limits of its methods, by <c>path/VERB</c>, or <c>*/*</c> for all; null for none.</summary>
    [JsonPropertyName("throttle")]
    public IReadOnlyDictionary<string, ThrottleFact>? Throttles { get; init; }

    /// <summary>True when its methods are known, from its export or, failing that, its deployment.</summary>
    public bool IsExported { get; init; }

    /// <summary>False when its export could not be read, so that nothing hints at its policy.</summary>
    public bool IsPolicyExported { get; init; } = true;

    /// <summary>The resource policy that its export shows; null for none.</summary>
    public string? ExportedPolicy { get; init; }

    /// <summary>The methods of its deployment.</summary>
    [JsonPropertyName("method")]
    public IReadOnlyList<MethodFact> Methods { get; init; } = [];

    /// <summary>Its canary; null for none.</summary>
    public CanaryFact? Canary { get; init; }

    /// <summary>The settings that its deployment took along; null where our record does not say.</summary>
    public DeployedSettings? Deployed => DeployedSettings.Read(SettingsRecord, DeploymentId);
}

/// <summary>A stage's canary: another deployment that gets a share of the stage's calls.</summary>
internal sealed record CanaryFact
{
    /// <summary>Share of calls, in percent.</summary>
    public required double PercentTraffic { get; init; }

    /// <summary>The stage as the canary serves it: its deployment, with what that holds, and the variables that count in it.</summary>
    public required StageFact Stage { get; init; }
}

/// <summary>A deployed method.</summary>
internal sealed record MethodFact
{
    /// <summary>The resource's path, for instance <c>/pets/{petId}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The verb, or <c>ANY</c>.</summary>
    public required string Verb { get; init; }

    /// <summary><c>NONE</c>, <c>AWS_IAM</c>, <c>COGNITO_USER_POOLS</c> or <c>CUSTOM</c>.</summary>
    public string Authorization { get; init; } = "NONE";

    /// <summary>What its authorizer reads, each as <c>method.request.header.Name</c>; empty for nothing, or if not known.</summary>
    [JsonPropertyName("identitySource")]
    public IReadOnlyList<string> IdentitySources { get; init; } = [];

    /// <summary>The Lambda authorizer that decides; null for another authorization, or where it was not read.</summary>
    public AuthorizerFact? Authorizer { get; init; }

    /// <summary>The user pools whose tokens its authorizer takes; empty for another authorization, or where that is not known.</summary>
    [JsonPropertyName("userPoolArn")]
    public IReadOnlyList<string> UserPoolArns { get; init; } = [];

    /// <summary>The scopes of which an access token needs one; empty for none.</summary>
    [JsonPropertyName("scope")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>True when calls need an API key.</summary>
    public bool ApiKeyRequired { get; init; }

    /// <summary>Id of its resource; read only where a remedy needs it.</summary>
    public string? ResourceId { get; init; }

    /// <summary>What stands behind it; null for nothing.</summary>
    public IntegrationFact? Integration { get; init; }
}

/// <summary>A Lambda authorizer as it is deployed.</summary>
internal sealed record AuthorizerFact
{
    /// <summary>Its name, which is unique in the API; null where only its id is known.</summary>
    public string? Name { get; init; }

    /// <summary>Its id, by which its function's policy lets it in; null if it was not read.</summary>
    public string? Id { get; init; }

    /// <summary><c>TOKEN</c> or <c>REQUEST</c>; null if it was not read.</summary>
    public string? Type { get; init; }

    /// <summary>The address of its function, with stage variables as written; null if it was not read.</summary>
    public string? Uri { get; init; }

    /// <summary>The role that API Gateway takes to invoke the function; null for the service itself.</summary>
    public string? Credentials { get; init; }

    /// <summary>What a token has to match; null for anything.</summary>
    public string? ValidationExpression { get; init; }
}

/// <summary>What stands behind a method.</summary>
internal sealed record IntegrationFact
{
    /// <summary><c>MOCK</c>, <c>HTTP</c>, <c>HTTP_PROXY</c>, <c>AWS</c> or <c>AWS_PROXY</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The verb that the backend is called with; null for none, or if it was not read.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>Its address, with stage variables as written; null for none.</summary>
    public string? Uri { get; init; }

    /// <summary>The VPC link it goes through, with stage variables as written; null for none.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The load balancer behind a VPC link V2, by its ARN; null for none.</summary>
    public string? Target { get; init; }

    /// <summary>The role that API Gateway takes for it; null for the service itself.</summary>
    public string? Credentials { get; init; }
}

/// <summary>A public API of the account.</summary>
internal sealed record PublicApiFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>An HTTP or WebSocket API (apigatewayv2).</summary>
internal sealed record V2ApiFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>HTTP</c> or <c>WEBSOCKET</c>.</summary>
    public required string ProtocolType { get; init; }
}

/// <summary>A VPC link that a method goes through.</summary>
internal sealed record VpcLinkFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>True for a VPC link V2 (apigatewayv2), false for one of REST APIs alone.</summary>
    public bool IsV2 { get; init; }

    /// <summary>
    /// <c>AVAILABLE</c>, <c>PENDING</c>, <c>DELETING</c>, <c>FAILED</c>, V2's <c>INACTIVE</c>; null when it is not there.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>The network load balancer that a link of REST APIs leads to; V2's is the integration's.</summary>
    [JsonPropertyName("target")]
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The security groups of a link V2's interfaces.</summary>
    [JsonPropertyName("securityGroupId")]
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>The ranges of a link V2's subnets, where its interfaces are; empty when they were not read.</summary>
    [JsonPropertyName("cidrBlock")]
    public IReadOnlyList<string> CidrBlocks { get; init; } = [];

    /// <summary>What AWS says about it; null for nothing.</summary>
    public string? StatusMessage { get; init; }
}

/// <summary>A Lambda function that a method calls, or its authorizer.</summary>
internal sealed record FunctionFact
{
    /// <summary>Name or ARN as the integration or the authorizer says it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is there; null when that could not be read.</summary>
    public bool? Exists { get; init; }

    /// <summary>Its state in Lambda's words; null when unknown.</summary>
    public string? State { get; init; }

    /// <summary>Its resource policy; null for none.</summary>
    public string? Policy { get; init; }
}
