using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>The user or role behind the signature of a call, with its policies.</summary>
internal sealed record SignerFact
{
    /// <summary>The ARN that the call names: of the user, the role, or a session of the role.</summary>
    public required string Principal { get; init; }

    /// <summary>The ARN of the user or role; null where it could not be read, or does not exist.</summary>
    public string? Arn { get; init; }

    /// <summary>Its unique id; null where it is not known.</summary>
    public string? Id { get; init; }

    /// <summary>True when the account has no such user or role.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Its tags; of a session without those that the session may have of its own.</summary>
    [JsonPropertyName("tag")]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Its inline and attached policies, and those of its groups.</summary>
    [JsonPropertyName("policy")]
    public IReadOnlyList<SignerPolicyFact> Policies { get; init; } = [];

    /// <summary>The policy that bounds what the others may allow; null for none.</summary>
    public SignerPolicyFact? Boundary { get; init; }
}

/// <summary>One identity policy.</summary>
internal sealed record SignerPolicyFact
{
    /// <summary>Its name, and how the signer has it, for instance <c>inline policy "call" of role app</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Its text; null where it could not be read.</summary>
    public string? Text { get; init; }
}
