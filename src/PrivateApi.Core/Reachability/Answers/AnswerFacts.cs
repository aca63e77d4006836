namespace PrivateApi.Reachability.Answers;

/// <summary>What is known of the API and the call beside the answer. Null means not known, and rules nothing out.</summary>
internal sealed record AnswerFacts
{
    public bool? ApiExists { get; init; }

    public bool? ApiIsPrivate { get; init; }

    public bool? StageExists { get; init; }

    public bool? MethodExists { get; init; }

    public bool? ApiKeyRequired { get; init; }

    public bool? HasWebAcl { get; init; }

    public bool? DefaultEndpointDisabled { get; init; }

    /// <summary>True when the method's authorization is AWS_IAM.</summary>
    public bool? SignatureRequired { get; init; }

    /// <summary>True when the call was signed.</summary>
    public bool? IsSigned { get; init; }

    /// <summary>True when the call's endpoint is associated with the API.</summary>
    public bool? EndpointAssociated { get; init; }

    /// <summary>The custom domain name that the call was made by; null for none.</summary>
    public string? DomainName { get; init; }

    /// <summary>True when the endpoint is associated with that name, and a base path or a rule takes the call.</summary>
    public bool? DomainLeads { get; init; }

    /// <summary>Gateway response types that the API customises, for instance <c>DEFAULT_4XX</c>.</summary>
    public IReadOnlyList<string>? CustomGatewayResponses { get; init; }
}
