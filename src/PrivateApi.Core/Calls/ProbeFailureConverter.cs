using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>A probe's word for what broke: a name of <see cref="CallFailure"/>, or that it refused the call.</summary>
internal sealed class ProbeFailureConverter : JsonConverter<CallFailure?>
{
    private const string Refused = "Refused";

    private static readonly CallFailure[] Known = Enum.GetValues<CallFailure>();

    public override bool HandleNull => true;

    public override CallFailure? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        int place = Array.FindIndex(Known, failure => failure.ToString() == text);
        return place >= 0 ? Known[place]
            : text == Refused ? null
            : throw new JsonException("It is no failure that a probe tells.");
    }

    public override void Write(Utf8JsonWriter writer, CallFailure? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToString() ?? Refused);
}
