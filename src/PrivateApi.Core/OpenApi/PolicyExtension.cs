using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.OpenApi;

/// <summary><c>x-amazon-apigateway-policy</c>, the resource policy in a definition.</summary>
internal static class PolicyExtension
{
    public const string Name = "x-amazon-apigateway-policy";

    /// <summary>The policy as JSON text; null if the document has none.</summary>
    public static string? Read(JsonObject root) =>
        root[Name] switch
        {
            JsonObject policy => policy.ToJsonString(),
            JsonValue text => InfoRules.Text(text),
            _ => null,
        };

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        if (root.ContainsKey(Name) && Problem(Read(root)) is { } problem)
        {
            yield return new DefinitionProblem($"/{Name}", problem);
        }
    }

    private static string? Problem(string? policy)
    {
        if (policy is null)
        {
            return "is not a policy document";
        }

        try
        {
            PolicyDocument.Parse(policy);
            return null;
        }
        catch (PrivateApiException e)
        {
            return e.Message;
        }
    }
}
