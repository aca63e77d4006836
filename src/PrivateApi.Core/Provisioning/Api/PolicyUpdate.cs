using PrivateApi.Policies;

namespace PrivateApi.Provisioning;

/// <summary>What giving an API a policy would do.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Before">Its policy; null for none.</param>
/// <param name="After">The policy to be.</param>
/// <param name="Context">What the shorthand stands for.</param>
/// <param name="StageName">Stage to deploy to; null for none.</param>
/// <param name="IsLive">True when that stage serves the API as it is now.</param>
internal sealed record PolicyUpdate(string RestApiId, PolicyDocument? Before, PolicyDocument After, PolicyContext Context, string? StageName = null, bool IsLive = false)
{
    /// <summary>True when both mean the same.</summary>
    public bool IsUnchanged => After.MeansSame(Before, Context);

    /// <summary>True when somebody gets in who did not before. A first policy is no widening: without one an API cannot be deployed.</summary>
    public bool Widens => Before is not null && !IsUnchanged && PolicyWidening.Of(Before, After, Context);

    /// <summary>What changes in meaning, a line a statement.</summary>
    public IEnumerable<string> Lines() => PolicyDiff.Compare(Before, After, Context).Select(change => change.ToString());

    /// <summary>True when there is something to deploy.</summary>
    public bool Deploys => StageName is not null && !(IsUnchanged && IsLive);

    /// <summary>True when nothing is to be done at all.</summary>
    public bool IsNothing => IsUnchanged && !Deploys;

    /// <summary>The change in words.</summary>
    public string Describe()
    {
        List<string> lines = IsUnchanged ? [] : [$"Set the policy of API {RestApiId}:", .. Lines().Select(line => "  " + line)];
        if (Deploys)
        {
            lines.Add($"Deploy API {RestApiId} to stage {StageName}");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
