using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What setting a policy on an API would do.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Before">Its policy; null for none.</param>
/// <param name="After">The new policy.</param>
/// <param name="Context">What the shorthand stands for.</param>
/// <param name="StageName">Stage to deploy to; null for none.</param>
/// <param name="IsLive">True when that stage serves the API as it is now.</param>
/// <param name="DenialsCount">False when every method is open to all, or requires a user pool's token: then only an Allow admits
/// anybody.</param>
internal sealed record PolicyUpdate(
    string RestApiId,
    PolicyDocument? Before,
    PolicyDocument After,
    PolicyContext Context,
    string? StageName = null,
    bool IsLive = false,
    bool DenialsCount = true
)
{
    // More sentences than this do not help somebody who has to answer yes or no.
    private const int MostSentences = 20;

    private readonly Lazy<AccessChange> _access = new(() => AccessChange.Between(Before, After, Context, DenialsCount));

    /// <summary>The new policy as it is sent; null to write it anew.</summary>
    public string? Text { get; init; }

    /// <summary>True when both mean the same.</summary>
    public bool IsUnchanged => After.MeansSame(Before, Context);

    /// <summary>
    /// True when somebody gets in who did not before, or might. A first policy does not widen access, because an API without one
    /// cannot be deployed.
    /// </summary>
    public bool Widens => Before is not null && !IsUnchanged && _access.Value.Widens != false;

    /// <summary>What changes in meaning, one line per statement.</summary>
    public IEnumerable<string> Lines() => PolicyDiff.Compare(Before, After, Context).Select(change => change.ToString());

    /// <summary>True when there is something to deploy.</summary>
    public bool Deploys => StageName is not null && !(IsUnchanged && IsLive);

    /// <summary>True when nothing is to be done at all.</summary>
    public bool IsNothing => IsUnchanged && !Deploys;

    /// <summary>The change in words.</summary>
    public string Describe()
    {
        List<string> lines = IsUnchanged
            ? []
            : [$"Set the policy of API {RestApiId}:", .. Lines().Select(line => "  " + line), .. Callers()];
        if (Deploys)
        {
            lines.Add($"Deploy API {RestApiId} to stage {StageName}");
        }

        return VisibleText.Lines(lines);
    }

    private IEnumerable<string> Callers()
    {
        string[] sentences =
        [
            .. _access.Value.Lost.Select(sentence => "  - " + sentence),
            .. _access.Value.Gained.Select(sentence => "  + " + sentence),
        ];
        return sentences.Length == 0 ? ["Who can call does not change."]
            : sentences.Length <= MostSentences ? ["Who can call:", .. sentences]
            :
            [
                "Who can call:",
                .. sentences.Take(MostSentences),
                $"  … and {sentences.Length - MostSentences} more (Get-PrivateApiAccess shows all)",
            ];
    }
}
