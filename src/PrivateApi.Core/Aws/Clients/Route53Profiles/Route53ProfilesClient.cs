using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53Profiles;

/// <summary>Route 53 Profiles: the reads that this module uses, named as in the AWS model.</summary>
internal sealed class Route53ProfilesClient(AWSCredentials credentials, ServiceConfig config) : RestJsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("Route53Profiles", "route53profiles", "route53profiles", "2018-05-10");

    public Task<ListProfileAssociationsResponse> ListProfileAssociationsAsync(
        ListProfileAssociationsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53ProfilesAnswers.Default.ListProfileAssociationsResponse, stop);

    public Task<ListProfileResourceAssociationsResponse> ListProfileResourceAssociationsAsync(
        ListProfileResourceAssociationsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53ProfilesAnswers.Default.ListProfileResourceAssociationsResponse, stop);
}
