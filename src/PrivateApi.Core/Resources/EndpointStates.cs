using Amazon.EC2;
using Amazon.EC2.Model;

namespace PrivateApi.Resources;

/// <summary>
/// What an endpoint's state means. AWS's model spells the states with a capital letter and the wire without, so they are
/// compared without regard to case.
/// </summary>
internal static class EndpointStates
{
    /// <summary>The state in lower camel case.</summary>
    public static string Name(State? state) =>
        state?.Value is { Length: > 0 } text ? char.ToLowerInvariant(text[0]) + text[1..] : "unknown";

    public static bool IsAvailable(VpcEndpoint endpoint) => Name(endpoint.State) == "available";

    /// <summary>Only its entry is left.</summary>
    public static bool IsGone(VpcEndpoint endpoint) => Name(endpoint.State) == "deleted";

    /// <summary>It is being deleted, or is gone.</summary>
    public static bool IsLeaving(VpcEndpoint endpoint) => Name(endpoint.State) is "deleted" or "deleting";

    /// <summary>It will never become available.</summary>
    public static bool HasFailed(VpcEndpoint endpoint) => Name(endpoint.State) is "failed" or "rejected" or "expired";

    public static bool IsExecuteApi(VpcEndpoint endpoint) =>
        endpoint.ServiceName?.EndsWith(ExecuteApiService.Suffix, StringComparison.Ordinal) == true;

    /// <summary>
    /// Available is not complete: after a change the state may say so while network interfaces are still missing
    /// (terraform-provider-aws issue 44824).
    /// </summary>
    public static bool IsComplete(VpcEndpoint endpoint) =>
        IsAvailable(endpoint) && (endpoint.NetworkInterfaceIds?.Count ?? 0) == (endpoint.SubnetIds?.Count ?? 0);
}
