using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Arguments;

/// <summary>Reads what a stage's methods are to be set to: <c>@{ 'GET /pets' = @{ ThrottlingRateLimit = 5 } }</c>.</summary>
internal static class StageArguments
{
    private const string Names = "ThrottlingRateLimit, ThrottlingBurstLimit, CacheTtl, LoggingLevel, DataTrace, Metrics";

    private static readonly string[] Levels = ["Off", "Error", "Info"];

    /// <summary>The settings by the stage's key.</summary>
    /// <param name="all">Those for all methods.</param>
    /// <param name="byMethod">Those for single methods; null for none.</param>
    /// <exception cref="PrivateApiException"><c>InvalidMethodSetting</c>.</exception>
    public static IReadOnlyDictionary<string, MethodChange> Methods(MethodChange all, Hashtable? byMethod)
    {
        Dictionary<string, MethodChange> changes = new(StringComparer.Ordinal);
        if (all != new MethodChange())
        {
            changes[StageSettingsView.AllMethods] = all;
        }

        foreach (DictionaryEntry item in byMethod ?? [])
        {
            string method = item.Key.ToString()!.Trim();
            string[] parts = method.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            string key =
                method == "*" ? StageSettingsView.AllMethods
                : parts is [var verb, var path] && path.StartsWith('/') && verb.All(char.IsAsciiLetter)
                    ? StageSettingsView.KeyOf(verb.ToUpperInvariant(), path)
                : throw Invalid($"'{method}' is not a method. A method is a verb and a path as the API has it: 'GET /pets/{{petId}}'.");
            changes[key] = Read(
                method,
                JsonArgument.Unwrap(item.Value) as Hashtable ?? throw Invalid($"'{method}' needs a hashtable of {Names}.")
            );
        }

        return changes;
    }

    private static MethodChange Read(string method, Hashtable given)
    {
        MethodChange change = new();
        foreach (DictionaryEntry item in given)
        {
            string name = item.Key.ToString()!;
            change = name.ToUpperInvariant() switch
            {
                "THROTTLINGRATELIMIT" => change with { ThrottlingRateLimit = AtLeastZero(Value<double>(item)) },
                "THROTTLINGBURSTLIMIT" => change with { ThrottlingBurstLimit = (int)AtLeastZero(Value<int>(item)) },
                "CACHETTL" when Value<int>(item) is >= 0 and <= 3600 and var seconds => change with { CacheTtl = seconds },
                "LOGGINGLEVEL" when Level(Value<string>(item)) is { } level => change with { LoggingLevel = level },
                "DATATRACE" => change with { DataTrace = Value<bool>(item) },
                "METRICS" => change with { Metrics = Value<bool>(item) },
                "CACHETTL" or "LOGGINGLEVEL" => throw Invalid($"{name} of '{method}' cannot be {item.Value}."),
                _ => throw Invalid($"'{method}' has the setting {name}, which is none of {Names}."),
            };

            double AtLeastZero(double value) => value >= 0 ? value : throw Invalid($"{name} of '{method}' is less than 0.");
        }

        return change;

        // PowerShell converts nothing and an empty text to 0 and to false, and a limit of 0 stops every call.
        T Value<T>(DictionaryEntry item) =>
            string.IsNullOrWhiteSpace(LanguagePrimitives.ConvertTo<string>(item.Value))
                ? throw Invalid($"{item.Key} of '{method}' is empty. Give it a value, or leave it out.")
            : LanguagePrimitives.TryConvertTo(item.Value, CultureInfo.InvariantCulture, out T value) ? value
            : throw Invalid($"{item.Key} of '{method}' cannot be {item.Value}.");
    }

    private static string? Level(string given) => Array.Find(Levels, level => level.Equals(given, StringComparison.OrdinalIgnoreCase));

    private static PrivateApiException Invalid(string message) =>
        new("InvalidMethodSetting", FaultKind.InvalidArgument, message, "MethodSetting");
}
