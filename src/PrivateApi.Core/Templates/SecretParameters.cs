using System.Text.RegularExpressions;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Templates;

/// <summary>
/// The secrets of one API, as parameters of its template: masked by CloudFormation (<c>NoEcho</c>) and without a default, so that the
/// template deploys without containing any (CloudFormation user guide, "Parameters syntax": NoEcho covers neither outputs nor metadata,
/// and neither contains a secret). <see cref="SecretText"/> and <see cref="SecretNames"/> define what a secret is.
/// </summary>
internal sealed partial class SecretParameters(CloudTemplate template, string apiId, string apiName)
{
    private const string OfVariable = "stageVariables.";

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _secretVariables = new(StringComparer.Ordinal);

    /// <summary>The parameters, in the order of the template.</summary>
    public IReadOnlyCollection<string> Names => _known.Values;

    /// <summary>A text of a definition, in the form of <c>Fn::Sub</c>.</summary>
    /// <param name="place">The names of the members that lead to it.</param>
    /// <param name="literal">The text.</param>
    public string InDefinition(IReadOnlyList<string> place, string literal)
    {
        string Cover(string secret) => Parameter(secret, Subject(place), $"in {string.Join('.', place)}");
        string key = place.Count == 0 ? string.Empty : place[^1];
        Remember(key, literal.Replace("${!", "${", StringComparison.Ordinal));
        return IsSecretMapping(key, literal) ? (literal is ['\'', _, .., '\''] ? $"'{Cover(literal[1..^1])}'" : literal)
            : key == "uri" ? SecretText.Url(literal, Cover)
            : SecretText.Redact(literal, Cover);
    }

    /// <summary>
    /// The value of a stage variable, in the form of <c>Fn::Sub</c>. The definition comes first: it shows where the variable is used.
    /// </summary>
    public string InVariable(string stage, string name, string literal)
    {
        string Cover(string secret) => Parameter(secret, $"{stage} {name}", $"in the variable {name} of {stage}");
        string[] users = [.. _addresses.Where(text => VariableAddress.Uses(text, name))];
        return users.Any(VariableAddress.IsArn) || _links.Any(text => VariableAddress.Uses(text, name)) ? literal
            : SecretNames.IsSecret(name, literal)
            || _secretVariables.Contains(name)
            || users.Any(text => !VariableAddress.IsShown(text, name))
                ? Cover(literal)
            : users.Any(text => VariableAddress.BeginsBeforePath(text, name)) ? SecretText.Url(literal, Cover)
            : SecretText.Redact(literal, Cover);
    }

    /// <summary>A description.</summary>
    public string InDescription(string literal) =>
        SecretText.Redact(literal, secret => Parameter(secret, string.Empty, "in a description"));

    // A header that is secret may take its value from a stage variable of any name.
    private void Remember(string key, string text)
    {
        if (key == "uri")
        {
            _addresses.Add(text);
        }
        else if (key == "connectionId")
        {
            _links.Add(text);
        }
        else if (text.StartsWith(OfVariable, StringComparison.Ordinal) && IsSecretMapping(key, text))
        {
            _secretVariables.Add(text[OfVariable.Length..]);
        }
    }

    private static bool IsSecretMapping(string key, string text) =>
        MappedName().Match(key) is { Success: true } mapped && SecretNames.IsSecret(mapped.Groups["name"].Value, text);

    // paths, then the path, then the verb.
    private static string Subject(IReadOnlyList<string> place) =>
        place is ["paths", var path, var verb, ..] ? $"{path} {verb}" : string.Join(' ', place.TakeLast(1));

    private string Parameter(string secret, string subject, string where)
    {
        if (!_known.TryGetValue(secret, out string? name))
        {
            name = template.Id.Give("Secret", $"{apiId} {subject}");
            template.Secret(name, $"A secret of the API {apiName}, {where}; the template leaves it out");
            _known[secret] = name;
        }

        return $"${{{name}}}";
    }

    // Where a definition gives a value to a header or a parameter (API Gateway developer guide, "requestParameters").
    [GeneratedRegex(
        @"^(?:integration\.request|method\.response|gatewayresponse)\.(?:header|querystring|path)\.(?<name>.+)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex MappedName();
}
