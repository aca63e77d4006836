using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PrivateApi.Reports.Html;

/// <summary>The page's style sheet and script, and the policy that lets a browser take these and nothing else.</summary>
internal static class PageParts
{
    private static readonly Lazy<string> StyleText = new(() => Resource("report.css"));
    private static readonly Lazy<string> ScriptText = new(() => Resource("report.js"));

    /// <summary>The style sheet.</summary>
    public static HtmlText Style => HtmlText.Raw(StyleText.Value);

    /// <summary>The script: it filters and copies. The page has all of its content without it.</summary>
    public static HtmlText Script => HtmlText.Raw(ScriptText.Value);

    /// <summary>The content security policy (CSP Level 3, "hash-source"): whatever a name smuggled in would neither run nor load.</summary>
    public static string Policy =>
        $"default-src 'none'; style-src '{Hash(StyleText.Value)}'; script-src '{Hash(ScriptText.Value)}'; "
        + "base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // A browser hashes the text with the line ends that its parser made of it.
    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
