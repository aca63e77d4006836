using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>Whether a policy allows those who were expected and nobody else.</summary>
public sealed record AccessExpectation
{
    /// <summary>True: nobody else gets in. False: the example does. Null: it could not be decided.</summary>
    public required bool? IsMet { get; init; }

    /// <summary>A request from elsewhere that gets in, or might; null when there is none.</summary>
    public AccessRequest? Example { get; init; }

    /// <summary>The statement that allows it; null when nothing does.</summary>
    public PolicyStatement? Statement { get; init; }

    /// <summary>The answer in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Reason;
}
