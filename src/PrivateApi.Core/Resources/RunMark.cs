using System.Globalization;
using System.Security.Cryptography;

namespace PrivateApi.Resources;

/// <summary>
/// Says which run created a resource, and when: the value of its tag <see cref="ResourceTags.Run"/>, sent in the create call
/// itself (<c>20260728T101500123Z-5f0c9a1b2d3e</c>). A run undoes only what has its own mark or what an answer
/// named to it. Marks sort by age, so that two runs that created the same thing at the same time agree on which of them keeps it.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class RunMark(TimeProvider clock)
{
    private const string Form = "yyyyMMdd'T'HHmmssfff'Z'";

    private const int RandomBytes = 6;

    // CreateVpcEndpoint and CreateRouteTable: "up to 64 ASCII characters" ("Ensuring idempotency in Amazon EC2 API requests").
    private const int MaxToken = 64;

    private readonly string _id = "-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomBytes)).ToLowerInvariant();
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);

    /// <summary>When a mark was made, UTC; null for no mark.</summary>
    public static DateTimeOffset? TimeOf(string? mark) =>
        DateTimeOffset.TryParseExact(
            mark?.Split('-')[0],
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time
        )
            ? time
            : null;

    /// <summary>A new mark for every plan.</summary>
    public static RunMark New() => new(TimeProvider.System);

    /// <summary>
    /// The mark of a step's resource, with the time of its creation. It stays the same until the creation is finished
    /// (<see cref="Close"/>): a call repeated with the same client token has to have the same parameters.
    /// </summary>
    public string For(string step)
    {
        if (!_open.TryGetValue(step, out string? mark))
        {
            mark = clock.GetUtcNow().UtcDateTime.ToString(Form, CultureInfo.InvariantCulture) + _id;
            _open.Add(step, mark);
        }

        return mark;
    }

    /// <summary>A client token for a step's create call, as long-lived as its mark.</summary>
    public string Token(string step)
    {
        string token = $"{For(step)}-{step}";
        return token.Length <= MaxToken ? token : token[..MaxToken];
    }

    /// <summary>The step's resource was created; another one would be new, with its own mark and token.</summary>
    public void Close(string step) => _open.Remove(step);

    /// <summary>True when this is a mark of this run.</summary>
    public bool Is(string? mark) => mark?.EndsWith(_id, StringComparison.Ordinal) == true;

    /// <summary>True for a resource that this run created.</summary>
    public bool IsOn(IReadOnlyDictionary<string, string>? tags) => Is(tags?.GetValueOrDefault(ResourceTags.Run));
}
