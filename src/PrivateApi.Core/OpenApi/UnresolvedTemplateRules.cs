using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.OpenApi;

/// <summary>
/// Definitions written for SAM or CloudFormation contain functions that only CloudFormation resolves. API Gateway would
/// refuse them one by one or, worse, read <c>${AWS::StackName}</c> as text.
/// </summary>
internal static partial class UnresolvedTemplateRules
{
    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        ProblemList found = new();
        Walk(root, Place.Root, inExtension: false, found);
        return found;
    }

    private static void Walk(JsonNode? node, Place place, bool inExtension, ProblemList found)
    {
        switch (node)
        {
            case JsonArray list:
                for (int i = 0; i < list.Count && !found.IsFull; i++)
                {
                    Walk(list[i], place[i], inExtension, found);
                }

                break;
            case JsonObject map:
                foreach ((string name, JsonNode? value) in map)
                {
                    if (IsFunction(name, map, inExtension))
                    {
                        found.Add(place[name], "is a CloudFormation function; resolve it before the import");
                    }
                    else
                    {
                        Walk(value, place[name], inExtension || name.StartsWith("x-amazon-", StringComparison.Ordinal), found);
                    }
                }

                break;
            case JsonValue when inExtension && Parameter().Match(InfoRules.Text(node) ?? string.Empty) is { Success: true } parameter:
                found.Add(place, $"holds the CloudFormation parameter {parameter.Value}; resolve it before the import");
                break;
        }
    }

    private static bool IsFunction(string name, JsonObject map, bool inExtension) =>
        map.Count == 1 && (name.StartsWith("Fn::", StringComparison.Ordinal) || inExtension && name == "Ref");

    // API Gateway resolves three of them itself (developer guide, "AWS variables for OpenAPI import").
    [GeneratedRegex(@"\$\{AWS::(?!(AccountId|Partition|Region)\})[A-Za-z]*\}?", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
