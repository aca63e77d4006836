using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>What distinguishes one AWS service from another on the wire.</summary>
/// <param name="ServiceId">The service's id in the AWS models, for instance <c>API Gateway</c>.</param>
/// <param name="EndpointPrefix">First label of its host names.</param>
/// <param name="SigningName">Its name in the signature's credential scope.</param>
/// <param name="ApiVersion">The date that is its API's version.</param>
/// <param name="IsGlobal">True if one endpoint serves a whole partition (IAM, Route 53).</param>
/// <param name="TargetPrefix">The prefix of the operation in <c>X-Amz-Target</c>; null if that header is not sent.</param>
internal sealed record ServiceDefinition(
    string ServiceId,
    string EndpointPrefix,
    string SigningName,
    string ApiVersion,
    bool IsGlobal = false,
    string? TargetPrefix = null
) : IServiceMetadata
{
    IDictionary<string, string> IServiceMetadata.OperationNameMapping => new Dictionary<string, string>();
}
