namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Ids of hosted zones come as <c>/hostedzone/Z…</c> from some operations, and go as <c>Z…</c> into all.</summary>
internal static class HostedZoneIds
{
    private const string Start = "/hostedzone/";

    /// <summary>The id without its start.</summary>
    public static string Plain(string id) => id.StartsWith(Start, StringComparison.Ordinal) ? id[Start.Length..] : id;
}
