namespace PrivateApi.Paths;

/// <summary>What the answer of a name depends on.</summary>
internal sealed record NameFacts
{
    /// <summary>The caller's VPC; null outside of any.</summary>
    public required VpcFact? CallerVpc { get; init; }

    /// <summary>The endpoints for execute-api in the caller's VPC and in those that the name says; more do not matter.</summary>
    public required IReadOnlyList<EndpointFact> Endpoints { get; init; }

    /// <summary>Whether an API is PRIVATE; null for an API that is not there.</summary>
    public required Func<string, bool?> IsPrivate { get; init; }

    /// <summary>Whether an alias was made: the API's deployed configuration lists the endpoint.</summary>
    public required Func<string, string, bool> HasAlias { get; init; }
}
