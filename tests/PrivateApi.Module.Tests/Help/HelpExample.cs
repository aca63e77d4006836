namespace PrivateApi.Tests.Help;

/// <summary>One example of a help page: its title without number, the code to type, and what is said of it.</summary>
internal sealed record HelpExample(string Command, int Number, string Title, string Code, string Text)
{
    /// <summary>How a test names it, for instance <c>Get-PrivateApi 2</c>.</summary>
    public string Id => $"{Command} {Number}";
}
