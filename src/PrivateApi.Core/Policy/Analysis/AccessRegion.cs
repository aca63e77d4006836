using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>A part of all requests for which the policy gives one answer.</summary>
public sealed record AccessRegion
{
    /// <summary>Allowed, or AllowedForAccount if the caller's identity policies have to allow too; a denial if nobody gets in.</summary>
    public required Effect Effect { get; init; }

    /// <summary>True when it could not be decided whether the requests are allowed.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The part in a sentence, for instance "every caller through vpce-…: GET on /pets in demo".</summary>
    public required string Sentence { get; init; }

    /// <summary>Which callers, in words.</summary>
    public required string Caller { get; init; }

    /// <summary>What they may call, in words.</summary>
    public required string Method { get; init; }

    /// <summary>The statement that decides, as the policy has it; null if none matches.</summary>
    public required PolicyStatement? Statement { get; init; }

    /// <summary>One request of the part.</summary>
    public required AccessRequest Example { get; init; }

    /// <summary>Why it is unknown; null when it is not.</summary>
    public string? Why { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
