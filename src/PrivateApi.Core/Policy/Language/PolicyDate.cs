using System.Globalization;

namespace PrivateApi.Policy.Language;

/// <summary>Dates of Date conditions: ISO 8601 as in W3C's profile, or seconds since 1970 (IAM guide, date condition operators).</summary>
internal static class PolicyDate
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd",
        "yyyy-MM",
    ];

    public static bool TryParse(string text, out double seconds)
    {
        if (TryParsePlain(text, out seconds))
        {
            return true;
        }

        // A four-digit year is also a number. The number wins, as seconds.
        if (
            double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        )
        {
            return true;
        }

        bool read = DateTimeOffset.TryParseExact(
            text,
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset date
        );
        seconds = read ? (date - DateTimeOffset.UnixEpoch).TotalSeconds : 0;
        return read;
    }

    // 2026-11-22T10:00:00Z, the form of nearly every date, without the cost of the general parser.
    private static bool TryParsePlain(string text, out double seconds)
    {
        seconds = 0;
        if (
            text.Length != 20
            || text[4] != '-'
            || text[7] != '-'
            || text[10] != 'T'
            || text[13] != ':'
            || text[16] != ':'
            || text[19] != 'Z'
        )
        {
            return false;
        }

        int year = Number(text, 0, 4),
            month = Number(text, 5, 2),
            day = Number(text, 8, 2);
        int hour = Number(text, 11, 2),
            minute = Number(text, 14, 2),
            second = Number(text, 17, 2);
        if (
            year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || (uint)hour > 23
            || (uint)minute > 59
            || (uint)second > 59
        )
        {
            return false;
        }

        seconds = (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;
        return true;
    }

    // -1 if a character is not a digit.
    private static int Number(string text, int start, int length)
    {
        int number = 0;
        for (int i = start; i < start + length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return -1;
            }

            number = (number * 10) + (text[i] - '0');
        }

        return number;
    }
}
