using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>
/// What API Gateway ignores (developer guide: "Amazon API Gateway important notes"); reported where relying on it
/// would be dangerous.
/// </summary>
internal static class IgnoredMemberRules
{
    public static IEnumerable<DefinitionProblem> Warnings(JsonObject root)
    {
        if (root["security"] is JsonArray { Count: > 0 })
        {
            yield return new DefinitionProblem(
                "/security",
                "API Gateway ignores security at the top of a document: methods without a security of their own "
                    + "are open to everyone that the policies allow."
            );
        }

        // A list of types and the like: API Gateway reads models as JSON schema draft 4 and may accept them.
        foreach (DefinitionProblem newer in NewerConstructs.In(root))
        {
            yield return newer with
            {
                Message = $"{newer.Message} (the document says it is older; API Gateway may refuse or ignore it).",
            };
        }
    }
}
