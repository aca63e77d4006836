using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes a span of time as 500ms, 5s, 2m, 1h, as a TimeSpan or its text (00:05:00), and as a number of seconds. PowerShell reads a bare
/// number as ten-millionths of a second.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>True for a parameter that is a whole number of seconds; a part of one is rounded up.</summary>
    public bool IsSeconds { get; init; }

    /// <summary>Turns it into a TimeSpan, or into seconds.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>The span of time; null for nothing.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">It is none.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = JsonArgument.Unwrap(inputData);
        TimeSpan? time = plain switch
        {
            null => null,
            TimeSpan span => span,
            string text => Read(text.Trim()),
            IConvertible number => Seconds(Convert.ToDouble(number, CultureInfo.InvariantCulture), plain),
            _ => throw None(plain),
        };
        return time is { } given && IsSeconds ? (int)Math.Ceiling(Math.Min(given.TotalSeconds, int.MaxValue)) : time;
    }

    private static TimeSpan Read(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
                ? span
                : throw None(text);
        }

        double factor = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "MS" => 0.001,
            "M" => 60,
            "H" => 3600,
            "D" => 86400,
            _ => 1,
        };
        return Seconds(double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * factor, text);
    }

    private static TimeSpan Seconds(double seconds, object given) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw None(given);

    private static ArgumentTransformationMetadataException None(object value) =>
        new($"'{InputPath.Shown(value.ToString()!)}' is not a span of time. Give it as 5s, 2m, 00:02:00 or a number of seconds.");

    [GeneratedRegex(@"^(?<number>-?[0-9]+(\.[0-9]+)?)\s*(?<unit>ms|s|m|h|d)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
