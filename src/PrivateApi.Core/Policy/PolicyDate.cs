using System.Globalization;

namespace PrivateApi.Policies;

/// <summary>Dates of Date conditions: ISO 8601 as in W3C's profile, or seconds since 1970 (IAM guide, date condition operators).</summary>
internal static class PolicyDate
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM",
    ];

    public static bool TryParse(string text, out double seconds)
    {
        // A four-digit year is a number too: the number wins, as seconds.
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds))
        {
            return true;
        }

        bool read = DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date);
        seconds = read ? (date - DateTimeOffset.UnixEpoch).TotalSeconds : 0;
        return read;
    }
}
