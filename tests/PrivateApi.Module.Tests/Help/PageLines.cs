using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Help;

/// <summary>A page told line by line, as <see cref="Maml"/> tells the file made of it.</summary>
internal static class PageLines
{
    public static IReadOnlyList<string> Of(HelpPage page) =>
        [
            $"SYNOPSIS {page.Sections["SYNOPSIS"]}",
            $"DESCRIPTION {page.Sections["DESCRIPTION"]}",
            .. page
                .Syntax.Values.Select(syntax => $"SYNTAX {syntax.Replace(" [<CommonParameters>]", string.Empty, StringComparison.Ordinal)}")
                .Order(StringComparer.Ordinal),
            .. page.Examples.Select(example => $"EXAMPLE Example {example.Number}: {example.Title}\n{example.Code}\n{example.Text}"),
            .. page.Parameters.Select(Parameter).Order(StringComparer.OrdinalIgnoreCase),
            .. page.Items("INPUTS").Select(input => $"INPUT {input.Name}: {input.Text}"),
            .. page.Items("OUTPUTS").Select(output => $"OUTPUT {output.Name}: {output.Text}"),
            $"NOTES {page.Sections["NOTES"]}",
            .. Regex
                .Matches(page.Sections["RELATED LINKS"], @"\[([^]]+)\]\(([^)]+)\)")
                .Select(match =>
                    (
                        $"LINK {match.Groups[1].Value} "
                        + $"{(match.Groups[2].Value.EndsWith(".md", StringComparison.Ordinal) ? string.Empty : match.Groups[2].Value)}"
                    ).TrimEnd()
                ),
        ];

    // The file has room for one parameter set: the first, and required is what one set requires.
    private static string Parameter(HelpItem parameter)
    {
        string Value(string name) =>
            Regex.Match(parameter.Metadata, $"^ *{name}: (.*)$", RegexOptions.Multiline).Groups[1].Value.Trim('\'');
        IEnumerable<string> Listed(string name) =>
            Regex
                .Match(parameter.Metadata, $"^{name}:\n((?:- .*\n)+)", RegexOptions.Multiline)
                .Groups[1]
                .Value.Split("- ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string pipeline = string.Join(
            ", ",
            new[]
            {
                Value("ValueFromPipeline") == "true" ? "ByValue" : null,
                Value("ValueFromPipelineByPropertyName") == "true" ? "ByPropertyName" : null,
            }.OfType<string>()
        );
        return $"PARAMETER -{parameter.Name} {Value("Type")} default '{Value("DefaultValue")}'"
            + $" required {(parameter.Metadata.Contains("IsRequired: true", StringComparison.Ordinal) ? "true" : "false")} "
            + $"position {Value("Position")} pipeline {(pipeline.Length == 0 ? "false" : $"true ({pipeline})")}"
            + $" wildcards {Value("SupportsWildcards")} aliases {string.Join(", ", Listed("Aliases").DefaultIfEmpty("none"))}"
            + $" values {string.Join(", ", Listed("AcceptedValues"))}: {parameter.Text}";
    }
}
