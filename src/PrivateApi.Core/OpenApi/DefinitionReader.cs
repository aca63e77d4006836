using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using PrivateApi.Errors;

namespace PrivateApi.OpenApi;

/// <summary>
/// Reads a definition and checks, before any call is made, what API Gateway would refuse later (developer guide:
/// "Amazon API Gateway important notes", "OpenAPI extensions").
/// </summary>
internal static class DefinitionReader
{
    private const int MostListed = 12;

    // "Amazon API Gateway quotas", resources per API: 300, and more on request.
    private const int MostPaths = 20_000;

    // Microsoft.OpenApi needs up to 200 times a document's size and, for a path with many parameters, time quadratic in its length.
    private const int MostCheckedBytes = 1 << 20;

    private const int LongestCheckedPath = 1_000;

    /// <summary>Reads and checks.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>InvalidDefinition</c>, <c>DefinitionTooLarge</c>, <c>OpenApiVersionNotSupported</c>, <c>EdgeDefinition</c>.
    /// </exception>
    public static ApiDefinitionDocument Read(DefinitionSource source)
    {
        byte[] bytes = DefinitionText.ToUtf8(source);
        (JsonNode tree, DefinitionFormat format) = DefinitionText.Parse(bytes, source.Origin);
        JsonObject root = tree as JsonObject ?? throw NotAnApi(source);
        string version = SpecVersion.Require(root, source.Origin) ?? throw NotAnApi(source);
        if (root["paths"] is not JsonObject)
        {
            throw DefinitionText.Invalid(source.Origin, "it has no 'paths', so there is nothing to call");
        }

        if (root["paths"]!.AsObject().Count > MostPaths)
        {
            throw DefinitionText.Invalid(
                source.Origin,
                FormattableString.Invariant(
                    $"it has more than {MostPaths:N0} paths, and API Gateway accepts 300 resources unless the quota is raised"
                )
            );
        }

        EndpointConfigurationRules.RequireNotEdge(root, source.Origin);
        IReadOnlyList<ApiOperation> operations = Operations.In(root);
        List<DefinitionProblem> errors =
        [
            .. InfoRules.Errors(root),
            .. PathRules.Errors(root),
            .. ReferenceRules.Errors(root),
            .. IntegrationRules.Errors(root, operations),
            .. UnresolvedTemplateRules.Errors(root),
            .. PolicyExtension.Errors(root),
        ];
        if (errors.Count > 0)
        {
            throw DefinitionText.Invalid(source.Origin, Listed(errors));
        }

        return new ApiDefinitionDocument
        {
            Bytes = bytes,
            Format = format,
            SpecVersion = version,
            Title = (string?)root["info"]!["title"]!.AsValue() ?? string.Empty,
            Description = InfoRules.Text(root["info"]!["description"]),
            Operations = operations,
            Policy = PolicyExtension.Read(root),
            VpcEndpointIds = EndpointConfigurationRules.VpcEndpointIds(root),
            Root = root,
            ContentHash = ContentHash.Compute(root),
            Warnings =
            [
                .. operations
                    .Where(operation => operation.IntegrationType is null)
                    .Take(ProblemList.Most)
                    .Select(operation => new DefinitionProblem(
                        operation.Pointer,
                        $"{operation} has no x-amazon-apigateway-integration: API Gateway will not deploy the API until it has one."
                    )),
                .. PathRules.Warnings(root),
                .. EndpointConfigurationRules.Warnings(root),
                .. IgnoredMemberRules.Warnings(root),
                .. SecurityRules.Warnings(root, operations),
                .. StructureProblems(root, bytes.Length),
            ],
        };
    }

    public static string Listed(IReadOnlyCollection<DefinitionProblem> problems)
    {
        string list = string.Join("; ", problems.Take(MostListed).Select(problem => problem.ToString().TrimEnd('.')));
        return problems.Count > MostListed ? $"{list}; and {problems.Count - MostListed} more" : list;
    }

    /// <summary>
    /// What the OpenAPI specification forbids. API Gateway is often more lenient (it exports such documents itself),
    /// so these are warnings.
    /// </summary>
    private static IEnumerable<DefinitionProblem> StructureProblems(JsonObject root, int bytes)
    {
        if (bytes > MostCheckedBytes || ((JsonObject)root["paths"]!).Any(path => path.Key.Length > LongestCheckedPath))
        {
            return
            [
                new DefinitionProblem(
                    string.Empty,
                    "is too large to be checked against the OpenAPI specification; API Gateway may still refuse or ignore parts of it."
                ),
            ];
        }

        OpenApiReaderSettings settings = new() { LoadExternalRefs = false };
        ReadResult result;
        try
        {
            result = new OpenApiJsonReader().Read(root.DeepClone(), new Uri("https://openapi.invalid/"), settings);
        }
        catch (Exception e) when (IsGivingUp(e))
        {
            return
            [
                new DefinitionProblem(
                    string.Empty,
                    $"OpenAPI's own reader cannot read it ({e.Message.TrimEnd('.')}): "
                        + "a value has another type than in the specification. API Gateway may refuse or ignore it."
                ),
            ];
        }

        return (result.Diagnostic?.Errors ?? [])
            .Where(error => !SaidByApiGatewayItself(error))
            .Select(error => new DefinitionProblem(
                (error.Pointer ?? string.Empty).TrimStart('#'),
                $"{error.Message.TrimEnd('.')} (OpenAPI specification; API Gateway may refuse or ignore it)."
            ))
            .Distinct();
    }

    // What Microsoft.OpenApi throws over values of an unexpected type: a number in place of a boolean, null in a list.
    private static bool IsGivingUp(Exception e) =>
        e
            is FormatException
                or InvalidOperationException
                or ArgumentException
                or InvalidCastException
                or NullReferenceException
                or OverflowException
                or NotSupportedException
                or KeyNotFoundException
                or IndexOutOfRangeException
                or JsonException
                or OpenApiException;

    // Every export of API Gateway lacks these.
    private static bool SaidByApiGatewayItself(OpenApiError error) =>
        error.Message.Contains("'version' in 'info'", StringComparison.Ordinal)
        || error.Message.Contains("x-amazon-apigateway-", StringComparison.Ordinal);

    private static PrivateApiException NotAnApi(DefinitionSource source) =>
        DefinitionText.Invalid(
            source.Origin,
            "it is not an OpenAPI document: it has neither 'openapi: 3.0.x' nor 'swagger: \"2.0\"' at its top"
        );
}
