namespace PrivateApi.Lab.Http;

/// <summary>
/// Access key, Region and service of a Signature Version 4, from the Authorization header or a presigned query.
/// Neither signature nor date is verified: the lab keeps no secrets.
/// </summary>
internal sealed record CredentialScope(string AccessKey, string Region, string Service)
{
    public static CredentialScope? Parse(LabRequest request)
    {
        string? text =
            request.Header("Authorization") is { } header && header.StartsWith("AWS4-", StringComparison.Ordinal)
                ? After(header, "Credential=")
            : Query(request, "X-Amz-Signature") is { Length: > 0 } ? Query(request, "X-Amz-Credential")
            : null;
        string[] parts = text?.Split('/') ?? [];
        return parts.Length == 5 ? new CredentialScope(parts[0], parts[2], parts[3]) : null;
    }

    /// <summary>The scope of the STS calls that carry a token instead of a signature; null for anything else.</summary>
    public static CredentialScope? OfTokenExchange(LabRequest request, string region) =>
        request.Method == "POST"
        && request.RawPath == "/"
        && request.BodyText.Contains("Action=AssumeRoleWithWebIdentity", StringComparison.Ordinal)
            ? new CredentialScope(string.Empty, region, "sts")
            : null;

    /// <summary>
    /// True if the credentials are in the query, complete or not: unlike a header, a link or an image can send that too.
    /// </summary>
    public static bool IsInQuery(LabRequest request) =>
        request.Header("Authorization")?.StartsWith("AWS4-", StringComparison.Ordinal) != true
        && Query(request, "X-Amz-Credential") is not null;

    private static string? Query(LabRequest request, string name) => request.QueryValue(name);

    private static string? After(string header, string name)
    {
        int start = header.IndexOf(name, StringComparison.Ordinal);
        return start < 0 ? null : header[(start + name.Length)..].Split(',', ' ')[0];
    }
}
