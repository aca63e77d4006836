using System.Text.Json;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Cases;

/// <summary>One case: policies, a request, and the expected answer of each policy.</summary>
internal sealed class PolicyCase
{
    private const string EndpointName = "endpointPolicy";

    // A request has some dozens of keys and values (IAM User Guide, "AWS global condition context keys"), and API Gateway takes 10,240
    // bytes of headers. Every pattern of a policy is compared with every one of them.
    private const int MostContextValues = 1_000;
    private const int LongestContextValue = 10_240;

    public string? Id { get; private set; }

    private PolicyDocument? ResourcePolicy { get; set; }

    private PolicyDocument? EndpointPolicy { get; set; }

    private AccessRequest? Request { get; set; }

    private List<(string Policy, string Effect)> Expected { get; } = [];

    /// <summary>Reads one case from its JSON.</summary>
    public static PolicyCase Read(ReadOnlySpan<byte> utf8)
    {
        PolicyCase read = new();
        Utf8JsonReader reader = new(utf8);
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "a case is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                read.Id =
                    reader.TokenType == JsonTokenType.String ? reader.GetString() : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            }
            else if (reader.ValueTextEquals("resourcePolicy"u8))
            {
                read.ResourcePolicy = ReadPolicy(ref reader, utf8);
            }
            else if (reader.ValueTextEquals("endpointPolicy"u8))
            {
                read.EndpointPolicy = ReadPolicy(ref reader, utf8);
            }
            else if (reader.ValueTextEquals("request"u8))
            {
                read.Request = ReadRequest(ref reader);
            }
            else if (reader.ValueTextEquals("expected"u8))
            {
                read.ReadExpected(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        Require(read.Request is not null, "a case has a request");
        Require(read.Expected.Count > 0, "a case has an expected answer");
        return read;
    }

    /// <summary>Decides the case.</summary>
    /// <param name="number">The case's number in its file, for one without id.</param>
    /// <param name="departures">Where AWS decides differently from what is expected.</param>
    public PolicyCaseResult Run(string number, PolicyDepartures departures)
    {
        List<string>? reasons = null;
        List<PolicyDeparture>? explained = null;
        string[] actual = new string[Expected.Count];
        for (int i = 0; i < actual.Length; i++)
        {
            (string name, string expected) = Expected[i];
            PolicyUse use = name == EndpointName ? PolicyUse.Endpoint : PolicyUse.Resource;
            PolicyDocument policy =
                (name == EndpointName ? EndpointPolicy : ResourcePolicy)
                ?? throw new FormatException($"there is an expected answer for {name}, which the case does not have");
            actual[i] = Name(PolicyEvaluator.Evaluate(policy, Request!, use).Effect);
            if (actual[i] == expected)
            {
                continue;
            }

            PolicyDeparture[] found = Explain(departures, policy, use, expected);
            if (found.Length > 0)
            {
                (explained ??= []).AddRange(found);
            }
            else
            {
                (reasons ??= []).Add(PolicyExplainer.Explain(policy, Request!, use).Reason);
            }
        }

        return new PolicyCaseResult
        {
            Id = Id ?? number,
            Passed = reasons is null,
            Expected = Show(Expected.Select(e => e.Effect)),
            Actual = Show(actual),
            Reason = reasons is null ? null : string.Join("; ", reasons),
            Departure = explained?.Distinct().ToArray(),
        };
    }

    // Separate from Run, so that cases that pass do not pay for its closure.
    private PolicyDeparture[] Explain(PolicyDepartures departures, PolicyDocument policy, PolicyUse use, string expected) =>
        departures.Explain(policy, reading => Name(PolicyEvaluator.Evaluate(reading, Request!, use).Effect) == expected);

    private string Show(IEnumerable<string> effects) =>
        Expected.Count == 1 ? effects.First() : string.Join(", ", effects.Select((effect, i) => $"{Expected[i].Policy} {effect}"));

    // Enum.ToString looks the name up each time.
    private static string Name(Effect effect) =>
        effect switch
        {
            Effect.Allowed => nameof(Effect.Allowed),
            Effect.ExplicitlyDenied => nameof(Effect.ExplicitlyDenied),
            Effect.AllowedForAccount => nameof(Effect.AllowedForAccount),
            Effect.DeniedForAccount => nameof(Effect.DeniedForAccount),
            _ => nameof(Effect.ImplicitlyDenied),
        };

    private static PolicyDocument ReadPolicy(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return PolicyDocument.Parse(utf8[start..(int)reader.BytesConsumed]);
    }

    private static AccessRequest ReadRequest(ref Utf8JsonReader reader)
    {
        string principal = AccessRequest.Anonymous,
            action = AccessRequest.Invoke;
        string? resource = null;
        RequestKeys keys = [];
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "a request is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("principal"u8))
            {
                reader.Read();
                principal = reader.GetString() ?? principal;
            }
            else if (reader.ValueTextEquals("action"u8))
            {
                reader.Read();
                action = reader.GetString() ?? action;
            }
            else if (reader.ValueTextEquals("resource"u8))
            {
                reader.Read();
                resource = reader.GetString();
            }
            else if (reader.ValueTextEquals("context"u8))
            {
                ReadContext(ref reader, keys);
            }
            else
            {
                reader.Skip();
            }
        }

        return new AccessRequest
        {
            Principal = principal,
            Action = action,
            Resource = resource ?? throw new FormatException("a request has a resource"),
            Context = keys,
        };
    }

    private static void ReadContext(ref Utf8JsonReader reader, RequestKeys keys)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "a request's context is an object");
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Require(++count <= MostContextValues, "a request's context has at most 1,000 keys and values");
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                keys.Add(name, Scalar(ref reader));
                continue;
            }

            List<string> values = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Require(++count <= MostContextValues, "a request's context has at most 1,000 keys and values");
                values.Add(Scalar(ref reader));
            }

            keys.Add(name, values);
        }
    }

    private static string Scalar(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.String when reader.ValueSpan.Length > LongestContextValue => throw new FormatException(
                "a value of the context has at most 10,240 bytes, the limit for all headers of a call to API Gateway"
            ),
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new FormatException("a value of the context is a text, a number, true, false, or a list of them"),
        };

    private void ReadExpected(ref Utf8JsonReader reader)
    {
        Require(
            reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String,
            "an expected answer is an object, or the answer of the resource policy"
        );
        if (reader.TokenType == JsonTokenType.String)
        {
            Expected.Add(("resourcePolicy", reader.GetString()!));
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            Require(name is "resourcePolicy" or EndpointName, "an expected answer is for resourcePolicy or endpointPolicy");
            Require(Expected.TrueForAll(other => other.Policy != name), "each policy has one expected answer");
            reader.Read();
            Expected.Add((name, reader.GetString() ?? string.Empty));
        }
    }

    private static void Require(bool met, string what)
    {
        if (!met)
        {
            throw new FormatException(what);
        }
    }
}
