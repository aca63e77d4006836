using Newtonsoft.Json;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>One check of a call's path.</summary>
/// <param name="Name">Which.</param>
/// <param name="Status">What it found.</param>
/// <param name="Message">The evidence, with ids and rule numbers.</param>
/// <param name="Remedy">The command that fixes it; null if there is nothing to fix, or no command can.</param>
public sealed record TestCheck(CheckName Name, CheckStatus Status, string Message, string? Remedy)
{
    /// <summary>The changes behind the remedy, each judged to help; empty where it is no change.</summary>
    // ConvertTo-Json goes two levels down, and this would be the third. The result has the changes to make on its first.
    [JsonIgnore]
    public IReadOnlyList<ProposedChange> Change
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<ProposedChange>([]);

    /// <summary>Name, status and message.</summary>
    public override string ToString() => $"{Name} {Status}: {Message}";
}
