using System.Text.Json;
using System.Text.Json.Nodes;
using SharpYaml;
using SharpYaml.Events;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>Writes a JSON tree as block YAML; every string is quoted, so that no reader reads it as something else.</summary>
internal static class YamlText
{
    private static readonly string[] Reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    public static string Write(JsonNode root)
    {
        using StringWriter text = new();
        Emitter emitter = new(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, false));
        Write(emitter, root);
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                emitter.Emit(new MappingStart(null, null, true, mapping.Count == 0 ? YamlStyle.Flow : YamlStyle.Block));
                foreach ((string key, JsonNode? value) in mapping)
                {
                    Quoted(emitter, key, plain: IsPlain(key));
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, true, list.Count == 0 ? YamlStyle.Flow : YamlStyle.Block));
                foreach (JsonNode? value in list)
                {
                    Write(emitter, value);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                bool text = node?.GetValueKind() == JsonValueKind.String;
                Quoted(emitter, text ? node!.GetValue<string>() : node?.ToJsonString() ?? "null", plain: !text);
                break;
        }
    }

    private static bool IsPlain(string key) =>
        key.Length > 0
        && key.All(c => char.IsAsciiLetter(c) || c is '-' or '_')
        && key[0] != '-'
        && !Reserved.Contains(key.ToLowerInvariant());

    private static void Quoted(Emitter emitter, string text, bool plain) =>
        emitter.Emit(new SharpYaml.Events.Scalar(null, null, text, plain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, plain, !plain));
}
