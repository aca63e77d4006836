using PrivateApi.Text;

namespace PrivateApi.Reachability.HandOvers;

/// <summary>What somebody else has to do, where a command in the accounts that were read cannot.</summary>
/// <param name="To">Who: an account by its id where that is known, otherwise a team in words.</param>
/// <param name="Change">What to change, as a request.</param>
/// <param name="Check">How they see that it is done; null for the call alone.</param>
internal sealed record OutsideChange(string To, string Change, string? Check = null)
{
    /// <summary>What they type for it; null for nothing that is known from here.</summary>
    public CommandLine? Command { get; init; }
}
