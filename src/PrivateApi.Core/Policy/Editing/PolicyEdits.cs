using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Editing;

/// <summary>Several edits of one policy, made in one go.</summary>
internal sealed record PolicyEdits
{
    /// <summary>How a whole statement is removed, where -RemoveSid can do that.</summary>
    public const string BySid = "remove the whole statement with -RemoveSid";

    /// <summary>How a whole statement is removed, where the policy has to be replaced for that.</summary>
    public const string ByReplacement = "replace the whole policy with -Policy, -SourceVpce or -SourceVpc";

    /// <summary>How a whole statement is removed, as the end of a sentence.</summary>
    public string StatementRemoval { get; init; } = BySid;

    /// <summary>Endpoints to let in.</summary>
    public IReadOnlyList<string> AddSourceVpce { get; init; } = [];

    /// <summary>VPCs to let in.</summary>
    public IReadOnlyList<string> AddSourceVpc { get; init; } = [];

    /// <summary>Endpoints to take out of the lists.</summary>
    public IReadOnlyList<string> RemoveSourceVpce { get; init; } = [];

    /// <summary>VPCs to take out of the lists.</summary>
    public IReadOnlyList<string> RemoveSourceVpc { get; init; } = [];

    /// <summary>Statements to add, each text one statement or a list of them as JSON.</summary>
    public IReadOnlyList<string> AddStatement { get; init; } = [];

    /// <summary>Sids of statements to remove.</summary>
    public IReadOnlyList<string> RemoveSid { get; init; } = [];

    /// <summary>True when nothing is to be edited.</summary>
    public bool IsEmpty =>
        AddSourceVpce.Count + AddSourceVpc.Count + RemoveSourceVpce.Count + RemoveSourceVpc.Count + AddStatement.Count + RemoveSid.Count
        == 0;

    /// <summary>
    /// Makes them in the order in which one can replace another: a statement is removed before a new one takes its Sid, and an id is
    /// added before the last one leaves its list. Statements that are added stay as they were given.
    /// </summary>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="api">The API that it is on; null compares the shorthand as it is.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>InvalidSource</c>, <c>InvalidStatement</c>, <c>SidTaken</c>,
    /// <c>LastSource</c>, <c>NoStatementLeft</c>, <c>NoPolicy</c>.</exception>
    public PolicyEdit Apply(string? policy, PolicyContext? api)
    {
        if (policy is null && AddSourceVpce.Count + AddSourceVpc.Count + AddStatement.Count == 0)
        {
            throw new PrivateApiException("NoPolicy", FaultKind.NotFound, "There is no policy from which anything could be removed.");
        }

        PolicyEdit? first =
            policy is null && AddSourceVpce.Count + AddSourceVpc.Count > 0 ? SourceEdits.First(AddSourceVpce, AddSourceVpc) : null;
        EditedPolicy edited = EditedPolicy.Read(first?.Policy ?? policy, StatementRemoval);
        foreach (string change in first?.Changes ?? [])
        {
            edited.Say(change);
        }

        StatementEdits.Remove(edited, RemoveSid);
        if (first is null)
        {
            SourceEdits.Add(edited, PolicySourceKind.Vpce, AddSourceVpce);
            SourceEdits.Add(edited, PolicySourceKind.Vpc, AddSourceVpc);
        }

        SourceEdits.Remove(edited, PolicySourceKind.Vpce, RemoveSourceVpce);
        SourceEdits.Remove(edited, PolicySourceKind.Vpc, RemoveSourceVpc);
        foreach (string statement in AddStatement)
        {
            StatementEdits.Add(edited, statement, api);
        }

        return edited.Finish();
    }
}
