using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Tags of functions.</summary>
internal static partial class FunctionTags
{
    private const string Taggable =
        @"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:"
        + @"(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}"
        + @"|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
        + @"|capacity-provider:[a-zA-Z0-9-_]+)";

    public static LabResponse List(ServiceCall call, string arn) =>
        LambdaService.Json(call, 200, new JsonObject { ["Tags"] = Show(Find(call, arn)) });

    public static LabResponse Add(ServiceCall call, string arn)
    {
        LabFunction function = Find(call, arn);
        foreach ((string key, JsonNode? value) in LambdaService.Body(call)["Tags"] as JsonObject ?? [])
        {
            function.Tags[key] = (string?)value ?? string.Empty;
        }

        function.Touch(call.Store.Ids);
        return LambdaService.Json(call, 204, null);
    }

    public static LabResponse Remove(ServiceCall call, string arn)
    {
        LabFunction function = Find(call, arn);
        foreach (KeyValuePair<string, string> pair in call.Request.Query.Where(pair => pair.Key == "tagKeys"))
        {
            function.Tags.Remove(pair.Value);
        }

        function.Touch(call.Store.Ids);
        return LambdaService.Json(call, 204, null);
    }

    public static JsonObject Show(LabFunction function) =>
        new(function.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));

    /// <summary>The function that an ARN names; the lab has nothing else in Lambda that could have tags.</summary>
    private static LabFunction Find(ServiceCall call, string arn) =>
        !Form().IsMatch(arn)
            ? throw FunctionRules.Violations([
                $"Value '{arn}' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: {Taggable}",
            ])
        : arn.Split(':') is [_, _, _, _, _, string kind, .. string[] rest] && kind == "function"
            ? rest.Length == 1 ? FunctionName.Find(call, arn)
                : throw FunctionRules.Invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.")
        : throw new AwsFault(404, "ResourceNotFoundException", $"{Kind(arn)} not found: {arn}");

    private static string Kind(string arn)
    {
        string kind = arn.Split(':')[5].Replace('-', ' ');
        return char.ToUpperInvariant(kind[0]) + kind[1..];
    }

    [GeneratedRegex($"^(?:{Taggable})$")]
    private static partial Regex Form();
}
