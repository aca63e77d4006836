using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>One gate between a caller and an interface.</summary>
/// <param name="State">Whether packets pass.</param>
/// <param name="Evidence">Why, with ids and rule numbers.</param>
/// <param name="Remedy">The command that opens it; null when it is open, or no command does.</param>
internal sealed record Gate(GateState State, string Evidence, CommandLine? Remedy = null)
{
    public static Gate Open(string evidence) => new(GateState.Open, evidence);

    public static Gate Closed(string evidence, CommandLine? remedy = null) => new(GateState.Closed, evidence, remedy);

    public static Gate Unknown(string evidence) => new(GateState.Unknown, evidence);

    public static Gate Absent(string evidence) => new(GateState.Absent, evidence);
}
