using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>What every integration needs (developer guide: "x-amazon-apigateway-integration object").</summary>
internal static class IntegrationRules
{
    private static readonly HashSet<string> Types = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"];

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root, IEnumerable<ApiOperation> operations)
    {
        foreach (ApiOperation operation in operations.Where(operation => operation.IntegrationType is not null))
        {
            string pointer = $"{operation.Pointer}/{Operations.Integration}";
            if (JsonPointer.Find(root, pointer) is not JsonObject integration)
            {
                yield return new DefinitionProblem(pointer, "is not an object");
            }
            else if (InfoRules.Text(integration["$ref"]) is not null)
            {
                yield return new DefinitionProblem(
                    pointer,
                    "a reference to an integration works only for HTTP APIs; write the integration in place"
                );
            }
            else if (!Types.Contains(operation.IntegrationType!))
            {
                yield return new DefinitionProblem(
                    $"{pointer}/type",
                    $"must be one of {string.Join(", ", Types.Select(type => type.ToLowerInvariant()))}"
                );
            }
            else if (operation.IntegrationType != "MOCK")
            {
                if (integration["uri"] is null)
                {
                    yield return new DefinitionProblem(
                        $"{pointer}/uri",
                        $"is missing, and an integration of type {operation.IntegrationType!.ToLowerInvariant()} needs one"
                    );
                }

                if (integration["httpMethod"] is null)
                {
                    yield return new DefinitionProblem(
                        $"{pointer}/httpMethod",
                        $"is missing, and an integration of type {operation.IntegrationType!.ToLowerInvariant()} needs one"
                    );
                }
            }
        }
    }
}
