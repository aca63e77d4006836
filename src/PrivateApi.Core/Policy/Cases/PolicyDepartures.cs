using System.Text.Json;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Cases;

/// <summary>The departures of a file of cases: <c>departures.json</c> next to it.</summary>
internal sealed class PolicyDepartures
{
    /// <summary>The file's name.</summary>
    public const string FileName = "departures.json";

    // More than this would no longer be exceptions.
    private const int Most = 10;

    private readonly PolicyDeparture[] _all;

    private PolicyDepartures(PolicyDeparture[] all) => _all = all;

    /// <summary>Reads the departures next to a file of cases; none if there is no such file.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidDepartures</c>.</exception>
    public static PolicyDepartures Beside(string casePath)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(casePath)) ?? string.Empty, FileName);
        try
        {
            return new PolicyDepartures(
                File.Exists(path) ? Read(InputFile.Read(path, InputFile.MostPolicyBytes, "list of departures")) : []
            );
        }
        catch (Exception wrong)
            when (wrong is JsonException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new PrivateApiException(
                "InvalidDepartures",
                FaultKind.InvalidArgument,
                $"'{path}' is not a list of departures: {wrong.Message.TrimEnd('.')}. "
                    + "Each entry has policyText, simulatorReadsAs, why, quote and source; "
                    + $"there can be at most {Most}.",
                path,
                wrong
            );
        }
    }

    /// <summary>
    /// The departures that make the policy decide as expected: one if one is enough, else all that apply to it; empty when none do.
    /// </summary>
    public PolicyDeparture[] Explain(PolicyDocument policy, Func<PolicyDocument, bool> isAsExpected)
    {
        PolicyDeparture[] concerned = [.. _all.Where(departure => Reading(policy, [departure]) is not null)];
        foreach (PolicyDeparture[] some in concerned.Select(departure => new[] { departure }).Append(concerned))
        {
            if (Reading(policy, some) is { } reading && isAsExpected(reading))
            {
                return some;
            }
        }

        return [];
    }

    // The policy as read with departures; null when it contains none of their texts.
    private static PolicyDocument? Reading(PolicyDocument policy, PolicyDeparture[] departures)
    {
        bool any = false;
        Utf8JsonReader reader = new(policy.Utf8, new JsonReaderOptions { MaxDepth = 32 });
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text))
        {
            while (reader.Read())
            {
                any |= Copy(ref reader, writer, departures);
            }
        }

        return any ? PolicyDocument.Parse(text.ToArray()) : null;
    }

    // True if a value was replaced.
    private static bool Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, PolicyDeparture[] departures)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                return false;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                return false;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                return false;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                return false;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                return false;
            case JsonTokenType.String:
                string value = reader.GetString()!;
                PolicyDeparture? departure = Array.Find(departures, d => d.PolicyText == value);
                writer.WriteStringValue(departure?.SimulatorReadsAs ?? value);
                return departure is not null;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                return false;
        }
    }

    private static PolicyDeparture[] Read(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("it is not a list");
        }

        PolicyDeparture[] read = [.. document.RootElement.EnumerateArray().Select(Read)];
        return read.Length <= Most ? read : throw new FormatException($"it has {read.Length} entries");
    }

    private static PolicyDeparture Read(JsonElement entry, int index)
    {
        string Text(string name) =>
            entry.ValueKind == JsonValueKind.Object
            && entry.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            && !string.IsNullOrWhiteSpace(value.GetString())
                ? value.GetString()!
                : throw new FormatException($"entry {index + 1} has no {name}");
        return new PolicyDeparture
        {
            PolicyText = Text("policyText"),
            SimulatorReadsAs = Text("simulatorReadsAs"),
            Why = Text("why"),
            Quote = Text("quote"),
            Source = Text("source"),
        };
    }
}
