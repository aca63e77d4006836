namespace PrivateApi.Facts;

/// <summary>A deployed method.</summary>
internal sealed record MethodFact
{
    /// <summary>The resource's path, for instance <c>/pets/{petId}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The verb, or <c>ANY</c>.</summary>
    public required string Verb { get; init; }

    /// <summary><c>NONE</c>, <c>AWS_IAM</c>, <c>COGNITO_USER_POOLS</c> or <c>CUSTOM</c>.</summary>
    public string Authorization { get; set; } = "NONE";

    /// <summary>True when calls need an API key.</summary>
    public bool ApiKeyRequired { get; set; }

    /// <summary>What stands behind it; null for nothing.</summary>
    public IntegrationFact? Integration { get; set; }
}
