using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// A private custom domain name has no record of its own: whoever calls it needs a private hosted zone with one (API Gateway guide, "API
/// consumer: Associate your VPC endpoint with a private custom domain name").
/// </summary>
internal static class MissingZone
{
    /// <summary>
    /// What makes the name resolve in the caller's VPC: a zone of the account that covers it and does not answer there yet, else one of
    /// its own. Null where neither would help, or that could not be read.
    /// </summary>
    public static Remedy? For(EvaluationContext evaluation)
    {
        AccountSnapshot snapshot = evaluation.Snapshot;
        string host = evaluation.Address.Host.TrimEnd('.').ToLowerInvariant();
        if (evaluation.Domain is not { IsPublic: false } || evaluation.Call.Caller is not { VpcId: { } vpc, Region: null } caller)
        {
            return null;
        }

        if (
            snapshot
                .HostedZones.Where(zone => !zone.IsPublic && !zone.VpcIds.Contains(vpc) && NameRules.Covers(zone.Name, host))
                .MaxBy(zone => zone.Name.Length)
            is not { } unused
        )
        {
            return
                snapshot.Missing(HostedZoneFact.Unused) is null
                && evaluation.Endpoint is { NamesZoneId: { } names } endpoint
                && EndpointNames.Regional(endpoint.DnsNames) is { } target
                ? new HostedZoneChange(
                    host,
                    vpc,
                    snapshot.Region,
                    EndpointFamilies.RecordTypes(EndpointFamilies.OfNames(snapshot, endpoint)),
                    endpoint.Id,
                    target,
                    names,
                    RequestText.Of(snapshot)
                )
                : null;
        }

        ZoneAssociationChange associated = new(unused.Id, unused.Name, vpc, snapshot.Region);
        NameAnswer then = NameRules.Resolve(associated.Apply(snapshot), caller, host);
        return then.HidingZone?.Id != unused.Id ? associated
            : MissingRecord.For(evaluation, unused) is { } record ? Remedy.Together(associated, record)
            : null;
    }
}
