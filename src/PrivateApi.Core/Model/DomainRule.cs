using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A routing rule of a private custom domain name, which is looked at before its base paths.</summary>
public sealed record DomainRule
{
    /// <summary>The rule's id.</summary>
    public required string RoutingRuleId { get; init; }

    /// <summary>Its place, from 1 to 1,000,000: the lowest is looked at first.</summary>
    public required int Priority { get; init; }

    /// <summary>Base paths of which the call's path begins with one; none for every path.</summary>
    public required IReadOnlyList<string> BasePath
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>
    /// Conditions on headers, all of which have to be met, each as <c>name=value or name=value</c>; none for every call.
    /// </summary>
    public required IReadOnlyList<string> Header
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage.</summary>
    public required string StageName { get; init; }

    /// <summary>True when the API does not see the base path.</summary>
    public required bool StripBasePath { get; init; }

    /// <summary>Its priority and what it leads to.</summary>
    public override string ToString() => $"{Priority}: {RestApiId}/{StageName}";
}
