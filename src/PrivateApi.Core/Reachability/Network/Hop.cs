using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.HandOvers;

namespace PrivateApi.Reachability.Network;

/// <summary>One hop between a caller and an interface.</summary>
/// <param name="State">Whether packets pass.</param>
/// <param name="Evidence">Why, with ids and rule numbers.</param>
/// <param name="Remedy">The command that opens it; null when it is open, or no command does.</param>
internal sealed record Hop(Disposition State, string Evidence, Remedy? Remedy = null)
{
    /// <summary>What another account has to do before it opens; null for nothing.</summary>
    public OutsideChange? Outside { get; init; }

    public static Hop Open(string evidence) => new(Disposition.Open, evidence);

    public static Hop Closed(string evidence, Remedy? remedy = null) => new(Disposition.Closed, evidence, remedy);

    public static Hop Unknown(string evidence) => new(Disposition.Unknown, evidence);

    public static Hop Absent(string evidence) => new(Disposition.Absent, evidence);
}
