using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.OpenApi;

/// <summary>
/// Definitions written for SAM or CloudFormation hold functions that only CloudFormation resolves; API Gateway would
/// refuse them one by one, or worse, take <c>${AWS::StackName}</c> for text.
/// </summary>
internal static partial class UnresolvedTemplateRules
{
    public static IEnumerable<DefinitionProblem> Errors(JsonObject root) => Walk(root, string.Empty, inExtension: false);

    private static IEnumerable<DefinitionProblem> Walk(JsonNode? node, string pointer, bool inExtension)
    {
        switch (node)
        {
            case JsonArray list:
                return list.SelectMany((item, index) => Walk(item, JsonPointer.Append(pointer, index), inExtension));
            case JsonObject map:
                return map.SelectMany(member => IsFunction(member.Key, map, inExtension)
                    ? [new DefinitionProblem(JsonPointer.Append(pointer, member.Key), "is a CloudFormation function; resolve it before the import")]
                    : Walk(member.Value, JsonPointer.Append(pointer, member.Key), inExtension || member.Key.StartsWith("x-amazon-", StringComparison.Ordinal)));
            case JsonValue when inExtension && Parameter().Match(InfoRules.Text(node) ?? string.Empty) is { Success: true } found:
                return [new DefinitionProblem(pointer, $"holds the CloudFormation parameter {found.Value}; resolve it before the import")];
            default:
                return [];
        }
    }

    private static bool IsFunction(string name, JsonObject map, bool inExtension) =>
        map.Count == 1 && (name.StartsWith("Fn::", StringComparison.Ordinal) || inExtension && name == "Ref");

    // Three of them API Gateway resolves itself (developer guide, "AWS variables for OpenAPI import").
    [GeneratedRegex(@"\$\{AWS::(?!(AccountId|Partition|Region)\})[A-Za-z]*\}?", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
