using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>
/// How a call to an API is made through a lab, from a place that the caller names. A lab has one loopback address and
/// no name server, so the call is described instead of made:
/// <c>POST {lab}/_lab/call</c>, unsigned, body <see cref="LabCallRequest"/> as JSON (<see cref="LabCallJson"/>); answer 200 with a
/// <see cref="LabCallAnswer"/>, whatever became of the call; 400 with a sentence as text when the description itself cannot be used.
/// </summary>
internal static class LabCallProtocol
{
    /// <summary>The path of the control request.</summary>
    public const string Path = "/_lab/call";

    /// <summary>
    /// Start of the path by which tools outside call an API on the lab's own URL: <c>/_api/{id}/{stage}/…</c>; with
    /// <see cref="EndpointHeader"/> the call comes through an endpoint, without it from outside any VPC.
    /// </summary>
    public const string ApiPath = "/_api/";

    /// <summary>Request header: the VPC endpoint a call goes through, as if from inside its VPC.</summary>
    public const string EndpointHeader = "x-lab-vpce-id";

    /// <summary>Request header: the address the call comes from; the address of the endpoint's first subnet where it is absent.</summary>
    public const string SourceAddressHeader = "x-lab-source-ip";

    /// <summary>Response header of the lab's own 421: why no answer would have come on AWS, a <see cref="CallFailure"/>.</summary>
    public const string FailureHeader = "x-privateapi-lab-failure";
}
