using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Errors;

namespace PrivateApi.OpenApi;

/// <summary>API Gateway imports Swagger 2.0 and OpenAPI 3.0 (developer guide: "Develop REST APIs using OpenAPI").</summary>
internal static class SpecVersion
{
    private const int MostListed = 20;

    /// <summary>The version; null if the document names none.</summary>
    /// <exception cref="PrivateApiException"><c>OpenApiVersionNotSupported</c>.</exception>
    public static string? Require(JsonObject root, string origin)
    {
        string member = root.ContainsKey("openapi") ? "openapi" : "swagger";
        if (Text(root[member]) is not { } version)
        {
            return null;
        }

        if (member == "swagger" ? version == "2.0" : version == "3.0" || version.StartsWith("3.0.", StringComparison.Ordinal))
        {
            return version;
        }

        List<DefinitionProblem> constructs = [new($"/{member}", $"says {version}"), .. NewerConstructs.In(root)];
        throw new PrivateApiException(
            "OpenApiVersionNotSupported",
            FaultKind.InvalidArgument,
            [
                $"The definition in {origin} is written in {(member == "openapi" ? "OpenAPI" : "Swagger")} {version}; "
                    + "API Gateway imports only OpenAPI 3.0 and Swagger 2.0. These constructs prevent the import:",
                .. constructs.Take(MostListed).Select(construct => $"  {construct}"),
                .. constructs.Count > MostListed ? [$"  and {constructs.Count - MostListed} more"] : (string[])[],
                "Rewrite these, and set the version line to 3.0.3.",
            ],
            origin
        );
    }

    // YAML's unquoted 3.0 and 2.0 arrive as numbers.
    private static string? Text(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue(out string? text) ? text
        : value.TryGetValue(out decimal number) ? number.ToString("0.0", CultureInfo.InvariantCulture)
        : value.TryGetValue(out double real) ? real.ToString("0.0", CultureInfo.InvariantCulture)
        : null;
}
