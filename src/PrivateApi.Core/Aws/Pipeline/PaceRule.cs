using System.Globalization;

namespace PrivateApi.Aws.Pipeline;

/// <summary>A documented limit: a number of calls in a number of seconds, and a number of calls at once.</summary>
/// <param name="Name">Which calls share it, for instance <c>DeleteRestApi</c>.</param>
/// <param name="Service">The service, for messages.</param>
/// <param name="Calls">Calls allowed in <paramref name="Seconds"/>.</param>
/// <param name="Seconds">The period.</param>
/// <param name="Burst">Calls allowed at once.</param>
internal sealed record PaceRule(string Name, string Service, int Calls, double Seconds, int Burst)
{
    /// <summary>The part of a limit that is used: clocks differ, and others share the account.</summary>
    private const double Share = 0.95;

    /// <summary>Time between two calls at the steady pace.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(Seconds / Calls / Share);

    /// <summary>Calls that can be made at once after a pause.</summary>
    public int Depth => Math.Max(1, (int)(Burst * Share));

    public override string ToString()
    {
        string calls = Calls == 1 ? "one" : Calls.ToString(CultureInfo.InvariantCulture);
        string period = Seconds == 1 ? "per second" : string.Create(CultureInfo.InvariantCulture, $"in {Seconds:0.#} seconds");
        return $"{Service} allows {calls} {Name} {period}";
    }
}
