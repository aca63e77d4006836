using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// The record that a private hosted zone lacks: for names of API Gateway one that stands for all of them, as private DNS does (AWS
/// Networking blog, "Integrating AWS Transit Gateway with AWS PrivateLink and Amazon Route 53 Resolver"). An alias may stand at the zone's
/// apex, where a CNAME may not (Route 53 guide, "Choosing between alias and non-alias records").
/// </summary>
internal static class MissingRecord
{
    /// <summary>
    /// The change that adds it; null where no record makes the name lead to the API, or the one that would cannot be written from what was
    /// read.
    /// </summary>
    public static DnsRecordChange? For(EvaluationContext evaluation, HostedZoneFact zone)
    {
        if (evaluation.Endpoint is not { } endpoint || EndpointNames.Regional(endpoint.DnsNames) is not { } target)
        {
            return null;
        }

        string host = evaluation.Address.Host.TrimEnd('.').ToLowerInvariant();
        string apis = ApiHosts.Domain(evaluation.Snapshot.Region, evaluation.Snapshot.DnsSuffix);
        bool isApis = evaluation.Api?.IsPrivate == true && host.EndsWith($".{apis}", StringComparison.Ordinal);
        string[] types = endpoint.NamesZoneId is null
            ? ["CNAME"]
            : EndpointFamilies.RecordTypes(EndpointFamilies.OfNames(evaluation.Snapshot, endpoint));

        // Where records of one type are there, those of the other go beside them.
        if (evaluation.Address.Name?.Answering is { Records: [var first, ..] present })
        {
            types = [.. types.Except(present.Select(item => item.Type))];
            return types.Length == 0 || first.AliasTarget is null || endpoint.NamesZoneId is null
                ? null
                : new DnsRecordChange(zone.Id, zone.Name, first.Name, types, endpoint.Id, target, endpoint.NamesZoneId);
        }

        string? name = isApis
            ? NameRules.Covers(zone.Name, apis)
                ? $"*.{apis}"
                : host
            : evaluation.Domain is { IsPublic: false }
                ? host
                : null;
        return name is null || (endpoint.NamesZoneId is null && name == zone.Name)
            ? null
            : new DnsRecordChange(zone.Id, zone.Name, name, types, endpoint.Id, target, endpoint.NamesZoneId);
    }
}
