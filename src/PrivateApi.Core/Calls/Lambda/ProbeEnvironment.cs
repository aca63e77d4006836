namespace PrivateApi.Calls.Lambda;

/// <summary>
/// The function's environment variables: what a probe may call besides execute-api hosts of its Region, fixed from outside its
/// event.
/// </summary>
internal static class ProbeEnvironment
{
    /// <summary>DNS suffix of the partition, for instance <c>amazonaws.com</c>.</summary>
    public const string Suffix = "PRIVATEAPI_SUFFIX";

    /// <summary>Custom domain names, separated by commas.</summary>
    public const string Domains = "PRIVATEAPI_DOMAINS";

    /// <summary>Addresses of the endpoint's network interfaces, separated by commas.</summary>
    public const string Addresses = "PRIVATEAPI_ADDRESSES";
}
