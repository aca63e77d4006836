namespace PrivateApi.Tests.Help;

/// <summary>A named entry of a help page (a parameter, an input, an output), what is said of it, and its YAML where it has any.</summary>
internal sealed record HelpItem(string Name, string Text, string Metadata);
