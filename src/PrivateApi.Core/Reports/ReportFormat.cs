namespace PrivateApi.Reports;

/// <summary>The forms that <c>Export-PrivateApiReport</c> writes.</summary>
public enum ReportFormat
{
    /// <summary>Markdown, for a step summary or a ticket; under 1 MiB.</summary>
    Markdown,

    /// <summary>One self-contained page that draws the path.</summary>
    Html,

    /// <summary>JUnit XML: one suite per result, one case per check.</summary>
    JUnit,

    /// <summary>The objects as JSON.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for policy findings.</summary>
    Sarif,
}
