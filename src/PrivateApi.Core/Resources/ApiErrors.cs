using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Reachability;
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

    /// <summary>A removal that base paths of custom domain names stand in the way of.</summary>
    public static bool IsMapped(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.BadRequest
        && error.Message.Contains("base path mappings related to", StringComparison.OrdinalIgnoreCase);

    public static PrivateApiException ApiNotFound(string restApiId, AwsSession session, string account) =>
        new(
            "ApiNotFound",
            FaultKind.NotFound,
            $"There is no REST API {restApiId} in account {account}, {session.Region}. "
                + "Ids are case-sensitive; Get-PrivateApi lists the private APIs of a Region.",
            restApiId
        );

    public static PrivateApiException StageNotFound(string restApiId, string stageName) =>
        new(
            "StageNotFound",
            FaultKind.NotFound,
            $"API {restApiId} has no stage '{stageName}'. {Deploy.To(restApiId, stageName)} creates it.",
            stageName
        );

    /// <summary>A stage that does not exist, where only one that does is meant.</summary>
    public static PrivateApiException StageNotFound(string restApiId, string stageName, IEnumerable<string> existing) =>
        new(
            "StageNotFound",
            FaultKind.NotFound,
            $"API {restApiId} has no stage '{stageName}'. It has: {string.Join(", ", existing.DefaultIfEmpty("none"))}.",
            stageName
        );

    /// <summary>Why an API cannot be deployed.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="vpcEndpointIds">The endpoints associated with it, which a policy would name.</param>
    public static PrivateApiException PolicyRequired(string restApiId, IReadOnlyList<string> vpcEndpointIds) =>
        new(
            "PolicyRequired",
            FaultKind.InvalidArgument,
            $"The private API {restApiId} has no resource policy, and API Gateway does not deploy a private API without one. "
                + (
                    vpcEndpointIds.Count == 0
                        ? "Set-PrivateApiPolicy sets one, for instance with -SourceVpce and the ids of the endpoints that may call it."
                        : "Set one first, for instance for its endpoints: "
                            + CommandLine.ForCmdlet("Set-PrivateApiPolicy").With("RestApiId", restApiId).With("SourceVpce", vpcEndpointIds)
                ),
            restApiId
        );
}
