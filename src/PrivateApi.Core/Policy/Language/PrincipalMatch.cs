namespace PrivateApi.Policy.Language;

/// <summary>How a statement's principals match a caller.</summary>
internal enum PrincipalMatch
{
    No,

    /// <summary>The caller's account is named, not the caller.</summary>
    Account,

    Yes,
}
