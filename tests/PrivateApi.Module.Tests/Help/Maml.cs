using System.Xml.Linq;

namespace PrivateApi.Tests.Help;

/// <summary>The help that Get-Help reads, told line by line in the words of a page.</summary>
internal static class Maml
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";

    public static XDocument Document { get; } =
        XDocument.Load(Path.Combine(ModuleSession.StagedModule, "en-US", "PrivateApi.dll-Help.xml"));

    public static IReadOnlyList<string> Names =>
        [.. Document.Descendants(Command + "details").Select(details => details.Element(Command + "name")!.Value.Trim())];

    /// <summary>All that the file says of a command, a line a fact.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        XElement command = Document
            .Descendants(Command + "command")
            .Single(element => element.Element(Command + "details")!.Element(Command + "name")!.Value == name);
        return
        [
            $"SYNOPSIS {Paragraphs(command.Element(Command + "details")!.Element(Text + "description"))}",
            $"DESCRIPTION {Paragraphs(command.Element(Text + "description"))}",
            .. command.Descendants(Command + "syntaxItem").Select(item => $"SYNTAX {Syntax(name, item)}").Order(StringComparer.Ordinal),
            .. command
                .Descendants(Command + "example")
                .Select(example =>
                    "EXAMPLE "
                    + $"{example.Element(Text + "title")!.Value.Trim('-', ' ')}\n{example.Element(Dev + "code")!.Value}\n{Paragraphs(example.Element(Dev + "remarks"))}"
                ),
            .. command.Element(Command + "parameters")!.Elements().Select(Parameter).Order(StringComparer.OrdinalIgnoreCase),
            .. command.Descendants(Command + "inputType").Select(input => $"INPUT {Typed(input)}"),
            .. command.Descendants(Command + "returnValue").Select(output => $"OUTPUT {Typed(output)}"),
            $"NOTES {Paragraphs(command.Element(Text + "alertSet")!.Element(Text + "alert"))}",
            .. command
                .Descendants(Text + "navigationLink")
                .Select(link => $"LINK {link.Element(Text + "linkText")!.Value} {link.Element(Text + "uri")!.Value}".TrimEnd()),
        ];
    }

    private static string Parameter(XElement parameter) =>
        $"PARAMETER -{parameter.Element(Text + "name")!.Value} "
        + $"{parameter.Element(Dev + "type")!.Element(Text + "name")!.Value} default "
        + $"'{parameter.Element(Dev + "defaultValue")?.Value}'"
        + $" required {parameter.Attribute("required")!.Value} position {parameter.Attribute("position")!.Value} "
        + $"pipeline {parameter.Attribute("pipelineInput")!.Value}"
        + $" wildcards {parameter.Attribute("globbing")!.Value} aliases {parameter.Attribute("aliases")!.Value}"
        + " values "
        + $"{string.Join(", ", parameter.Descendants(Command + "parameterValueGroup").Elements().Select(value => value.Value))}: "
        + $"{Paragraphs(parameter.Element(Text + "description"))}";

    private static string Syntax(string name, XElement item)
    {
        IEnumerable<string> parameters = item.Elements(Command + "parameter")
            .Select(parameter =>
            {
                string named = $"-{parameter.Element(Text + "name")!.Value}";
                string whole =
                    (parameter.Attribute("position")!.Value == "named" ? named : $"[{named}]")
                    + (parameter.Element(Command + "parameterValue") is { } type ? $" <{type.Value}>" : string.Empty);
                return parameter.Attribute("required")!.Value == "true" ? whole : $"[{whole}]";
            });
        return string.Join(' ', parameters.Prepend(name));
    }

    private static string Typed(XElement element) =>
        $"{element.Element(Dev + "type")!.Element(Text + "name")!.Value}: {Paragraphs(element.Element(Text + "description"))}";

    private static string Paragraphs(XElement? element) =>
        string.Join("\n\n", element?.Elements(Text + "para").Select(para => para.Value.Trim()) ?? []);
}
