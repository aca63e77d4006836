namespace PrivateApi.Reachability;

/// <summary>What an Authorization header is, without keeping its value.</summary>
internal static class AuthorizationHeader
{
    /// <summary>True for a header that is not a Signature Version 4; false for none.</summary>
    public static bool IsOther(string? value) =>
        value is { Length: > 0 } && !value.TrimStart().StartsWith("AWS4-", StringComparison.OrdinalIgnoreCase);
}
