using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
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
    /// <c>AmbiguousName</c>, <c>PathLeadsElsewhere</c>.</exception>
    public static async Task<CallRequest> ApplyAsync(
        AwsSession session,
        CallRequest request,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        CallTarget target = await CallTarget.FindAsync(session, request, progress, stop);
        string api = target.Api.RestApiId;
        List<Way> meant = [];
        foreach (DomainName domain in await new Domains(session).OwnAsync(stop))
        {
            if (request.DomainName is { } only && !only.Equals(domain.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            List<DomainMappingFact> mappings = (await ApiLists.MappingsAsync(session.ApiGateway, domain, stop)).ConvertAll(
                RouteFacts.Mapping
            );
            meant.AddRange(
                mappings
                    .Where(item => item.RestApiId == api && (item.StageName is null || item.StageName == target.StageName))
                    .Select(item => new Way(domain, mappings, Url(domain.Name, item, target)))
            );
        }

        meant = await AssociatedAsync(session, request.VpcEndpointId, meant, stop);
        if (meant.Count == 0)
        {
            throw new PrivateApiException(
                "DomainNotFound",
                FaultKind.NotFound,
                $"No base path of {request.DomainName ?? "a private custom domain name"} of this account leads to {api}/{target.StageName}"
                    + (request.VpcEndpointId is { } id ? $" through {id}" : string.Empty)
                    + ". New-PrivateApiDomain makes one. With -Uri a URL of any name is called as it is.",
                api
            );
        }

        List<Way> leading = [];
        string? elsewhere = null;
        foreach (Way way in meant)
        {
            DomainFact domain = await FactAsync(session, way, progress, stop);
            if (Leads(domain, way.Url, target, request.Headers))
            {
                leading.Add(way);
            }
            else
            {
                elsewhere ??= Elsewhere(domain, way.Url, request.Headers);
            }
        }

        string[] names = [.. leading.Select(item => item.Domain.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.Length switch
        {
            1 => request with { Api = target.Api, Url = CallUrl.Read(leading[0].Url, request.Headers) },
            0 => throw new PrivateApiException(
                "PathLeadsElsewhere",
                FaultKind.Conflict,
                $"No call of {target.Path} by a private custom domain name gets to {api}/{target.StageName}: {elsewhere}. Give the API a "
                    + "base path that no other one takes calls from, or call it by another form of address.",
                api
            ),
            _ => throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"Several private custom domain names lead to {api}/{target.StageName}: {string.Join(", ", names)}. Call one of them by "
                    + "its URL: "
                    + CommandLine.ForCmdlet("Invoke-PrivateApi").With("Uri", leading[0].Url.AbsoluteUri),
                api
            ),
        };
    }

    /// <summary>The call by a base path that is given.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageRequired</c>, <c>ParameterMismatch</c>.</exception>
    public static async Task<CallRequest> ByAsync(
        AwsSession session,
        CallRequest request,
        DomainMapping mapping,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        CallUrl.RequireTarget((null, request.StageName, null), (null, mapping.StageName, null));
        CallTarget target = await CallTarget.FindAsync(session, request, progress, stop);
        DomainMappingFact fact = new()
        {
            BasePath = mapping.BasePath,
            RestApiId = mapping.RestApiId,
            StageName = mapping.StageName,
        };
        return request with { Api = target.Api, Url = CallUrl.Read(Url(mapping.DomainName, fact, target), request.Headers) };
    }

    // The mode says whether there are rules to look at. Whoever may not read them calls the URL of the base path.
    private static async Task<DomainFact> FactAsync(AwsSession session, Way way, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        DomainFact domain = new()
        {
            Name = way.Domain.Name,
            OwnerId = string.Empty,
            RoutingMode = way.Domain.RoutingMode,
            Mappings = way.Mappings,
        };
        try
        {
            return DomainRouting.HasRules(domain)
                ? domain with
                {
                    Rules = (await RoutingRules.ListAsync(session, domain.Name, way.Domain.DomainNameId, stop)).ConvertAll(RouteFacts.Rule),
                }
                : domain;
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The routing rules of {domain.Name} could not be read ({e.Message.TrimEnd()}), so it is not known whether one takes "
                        + "the call elsewhere."
                )
            );
            return domain;
        }
    }

    private static bool Leads(DomainFact domain, Uri url, CallTarget target, IReadOnlyDictionary<string, string> headers) =>
        DomainTarget.Find(domain, url.AbsolutePath, headers.GetValueOrDefault) is { } found
        && found.RestApiId == target.Api.RestApiId
        && found.StageName == target.StageName
        && Uri.UnescapeDataString(found.Path) == Uri.UnescapeDataString(target.Path.Split('?')[0]);

    private static string Elsewhere(DomainFact domain, Uri url, IReadOnlyDictionary<string, string> headers)
    {
        string path = url.AbsolutePath;
        return DomainRouting.Taking(domain, path, headers.GetValueOrDefault) is { } rule
                ? $"routing rule {rule.Id} (priority {rule.Priority}) of {domain.Name} takes {path} to {rule.RestApiId}/{rule.StageName}"
            : DomainRouting.HasMappings(domain) && BasePaths.Taking(domain, path) is { } other
                ? $"base path '{other.BasePath}' of {domain.Name} takes {path} to {other.RestApiId}/{other.StageName}"
            : $"no routing rule of {domain.Name} takes {path}, and its routing mode looks at no base paths";
    }

    // An endpoint leads to the names that it is associated with.
    private static async Task<List<Way>> AssociatedAsync(AwsSession session, string? endpointId, List<Way> found, CancellationToken stop)
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
    private static Uri Url(string name, DomainMappingFact mapping, CallTarget target)
    {
        string[] parts = [mapping.BasePath, mapping.StageName is null ? target.StageName : string.Empty];
        return new Uri($"https://{name}{string.Concat(parts.Where(part => part.Length > 0).Select(part => $"/{part}"))}{target.Path}");
    }

    /// <summary>A base path of a name that is to lead to the API's stage, and the URL by it.</summary>
    private sealed record Way(DomainName Domain, IReadOnlyList<DomainMappingFact> Mappings, Uri Url);
}
