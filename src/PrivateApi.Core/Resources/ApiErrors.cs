using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Resources;

/// <summary>What API Gateway's refusals mean.</summary>
internal static class ApiErrors
{
    public static bool IsNotFound(AmazonServiceException error) => error.StatusCode == HttpStatusCode.NotFound;

    /// <summary>
    /// A private API refuses changes while the last one still runs, with a 400 that no SDK retries (seen in
    /// hashicorp/terraform-provider-aws issue 45905).
    /// </summary>
    public static bool IsUpdateInProgress(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.BadRequest
        && error.Message.Contains("already an update in progress", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Worth another try, but not for ever: some invalid input is refused with the same message (terraform-provider-aws issue 27027).
    /// </summary>
    public static bool IsConcurrentModification(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.Conflict
        && error.Message.Contains("concurrent modification", StringComparison.OrdinalIgnoreCase);

    public static PrivateApiException ApiNotFound(string restApiId, AwsSession session, string account) =>
        new(
            "ApiNotFound",
            FaultKind.NotFound,
            $"There is no REST API {restApiId} in account {account}, {session.Region}. "
                + "Ids are case-sensitive; Get-PrivateApi lists the private APIs of a Region.",
            restApiId
        );

    public static PrivateApiException PolicyRequired(string restApiId) =>
        new(
            "PolicyRequired",
            FaultKind.InvalidArgument,
            $"The private API {restApiId} has no resource policy, and API Gateway does not deploy a private API without one. "
                + "Set one first, for instance: "
                + CommandLine
                    .ForCmdlet("Set-PrivateApiPolicy")
                    .With("RestApiId", restApiId)
                    .With("SourceVpce", CommandValue.Placeholder("endpoint id")),
            restApiId
        );
}
