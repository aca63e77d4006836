using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Text;

namespace PrivateApi.Calls;

/// <summary>
/// The URL of a call by a private custom domain name of the account: the name and the base path that lead to the API's stage. Names that
/// lead there by routing rules alone, or of another account, are called by their URL.
/// </summary>
internal static class DomainUrl
{
    /// <summary>The call with that URL.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageRequired</c>, <c>DomainNotFound</c>,
    /// <c>AmbiguousName</c>.</exception>
    public static async Task<CallRequest> ApplyAsync(
        AwsSession session,
        CallRequest request,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        CallTarget target = await CallTarget.FindAsync(session, request, progress, stop);
        string api = target.Api.RestApiId;
        List<(DomainName Domain, BasePathMapping Mapping)> found = [];
        foreach (DomainName domain in await new Domains(session).OwnAsync(stop))
        {
            found.AddRange(
                (await ApiLists.MappingsAsync(session.ApiGateway, domain, stop))
                    .Where(item => item.RestApiId == api && (string.IsNullOrEmpty(item.Stage) || item.Stage == target.StageName))
                    .Select(item => (domain, item))
            );
        }

        found = await AssociatedAsync(session, request.VpcEndpointId, found, stop);
        return found.Select(item => item.Domain.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() switch
        {
            1 => request with
            {
                Api = target.Api,
                Url = CallUrl.Read(Url(found[0].Domain.Name, found[0].Mapping, target), request.Headers),
            },
            0 => throw new PrivateApiException(
                "DomainNotFound",
                FaultKind.NotFound,
                $"No base path of a private custom domain name of this account leads to {api}/{target.StageName}"
                    + (request.VpcEndpointId is { } id ? $" through {id}" : string.Empty)
                    + ". New-PrivateApiDomain makes one. With -Uri a URL of any name is called as it is.",
                api
            ),
            _ => throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"Several private custom domain names lead to {api}/{target.StageName}: "
                    + $"{string.Join(", ", found.Select(item => item.Domain.Name).Distinct())}. Call one of them by its URL: "
                    + CommandLine
                        .ForCmdlet("Invoke-PrivateApi")
                        .With("Uri", Url(found[0].Domain.Name, found[0].Mapping, target).AbsoluteUri),
                api
            ),
        };
    }

    // An endpoint leads to the names that it is associated with.
    private static async Task<List<(DomainName Domain, BasePathMapping Mapping)>> AssociatedAsync(
        AwsSession session,
        string? endpointId,
        List<(DomainName Domain, BasePathMapping Mapping)> found,
        CancellationToken stop
    )
    {
        if (endpointId is null || found.Count == 0)
        {
            return found;
        }

        List<DomainNameAccessAssociation> associations = await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop);
        return found.FindAll(item =>
            associations.Exists(other => other.AccessAssociationSource == endpointId && other.DomainNameArn == item.Domain.DomainNameArn)
        );
    }

    // A mapping without a stage leaves it to the path.
    private static Uri Url(string name, BasePathMapping mapping, CallTarget target)
    {
        string[] parts =
        [
            mapping.BasePath is null or DomainWrites.Root ? string.Empty : mapping.BasePath,
            string.IsNullOrEmpty(mapping.Stage) ? target.StageName : string.Empty,
        ];
        return new Uri($"https://{name}{string.Concat(parts.Where(part => part.Length > 0).Select(part => $"/{part}"))}{target.Path}");
    }
}
