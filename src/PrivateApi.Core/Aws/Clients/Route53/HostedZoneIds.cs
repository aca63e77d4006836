namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Ids of hosted zones come as <c>/hostedzone/Z…</c> from some operations, and go as <c>Z…</c> into all.</summary>
internal static class HostedZoneIds
{
    private const string Start = "/hostedzone/";

    private const string ChangeStart = "/change/";

    /// <summary>The id without its start.</summary>
    public static string Plain(string id) => id.StartsWith(Start, StringComparison.Ordinal) ? id[Start.Length..] : id;

    /// <summary>The id of a change without its start, <c>/change/</c>.</summary>
    public static string PlainChange(string id) => id.StartsWith(ChangeStart, StringComparison.Ordinal) ? id[ChangeStart.Length..] : id;
}
