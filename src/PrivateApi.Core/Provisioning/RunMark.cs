using System.Globalization;
using System.Security.Cryptography;

namespace PrivateApi.Provisioning;

/// <summary>
/// Says which run made a resource: the value of its tag <see cref="ResourceTags.Run"/>, sent in the create call itself.
/// A run takes back only what carries its own mark or what an answer named to it. Marks sort by age, so that two runs
/// that made the same thing at the same time agree on which of them keeps it.
/// </summary>
/// <param name="clock">The clock; a plan may wait for a confirmation, so the time is that of the first change.</param>
internal sealed class RunMark(TimeProvider clock)
{
    private const int RandomBytes = 6;

    private readonly Lazy<string> _value = new(() =>
        clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z-'", CultureInfo.InvariantCulture)
        + Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomBytes)).ToLowerInvariant());

    /// <summary>The mark, the same for all that this run makes: <c>20260728T101500123Z-5f0c9a1b2d3e</c>.</summary>
    public string Value => _value.Value;

    /// <summary>A mark of its own for every plan.</summary>
    public static RunMark New() => new(TimeProvider.System);

    /// <summary>True for a resource that this run made.</summary>
    public bool IsOn(IReadOnlyDictionary<string, string>? tags) => tags?.GetValueOrDefault(ResourceTags.Run) == Value;

    /// <summary>True when this is the mark of this run.</summary>
    public bool Is(string? mark) => mark == Value;
}
