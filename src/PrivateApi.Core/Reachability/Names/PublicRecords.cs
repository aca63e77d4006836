using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Names;

/// <summary>What public name servers answer to names of API Gateway and its endpoints.</summary>
internal static class PublicRecords
{
    public static NameAnswer Resolve(AccountSnapshot snapshot, string name)
    {
        ApiHost host = ApiHost.Parse(name);
        return host.Form switch
        {
            UrlForm.EndpointDns => OfEndpoint(snapshot, host),
            UrlForm.Alias => OfAlias(snapshot, host),
            UrlForm.PrivateDns => OfApi(snapshot, host),
            _ => PublicDomains.Find(snapshot, host.Name)
                ?? LoadBalancerNames.Resolve(snapshot, host.Name)
                ?? NameAnswer.None($"{host.Name} has no known public record") with
                {
                    HasNoPublicRecord = true,
                },
        };
    }

    /// <summary>The answer with an endpoint's addresses, all of them or those of one zone.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="families">The address families that the name answers.</param>
    /// <param name="zone">The zone; null for all.</param>
    /// <param name="evidence">Why it is the answer.</param>
    public static NameAnswer AnswerFor(
        AccountSnapshot snapshot,
        EndpointFact endpoint,
        AddressFamilies families,
        string? zone,
        string evidence
    )
    {
        List<InterfaceFact> interfaces = new(endpoint.InterfaceIds.Count);
        List<string> unread = [];
        foreach (string id in endpoint.InterfaceIds)
        {
            if (snapshot.Index.Interface(id) is not { } item)
            {
                unread.Add(id);
            }
            else if (zone is null || item.Zone == zone)
            {
                interfaces.Add(item);
            }
        }

        // An endpoint has one interface in a zone (PrivateLink guide, "Subnets and Availability Zones").
        InterfaceFact[] answered = EndpointFamilies.Only(interfaces, families);
        return answered.Length > 0
                ? new NameAnswer
                {
                    Kind = NameAnswerKind.Endpoint,
                    Endpoint = endpoint,
                    Interfaces = answered,
                    UnreadInterfaces = zone is null ? unread : [],
                    Evidence = $"{evidence} ({string.Join(", ", answered.SelectMany(item => item.Addresses))})",
                }
            : interfaces.Count > 0
                ? NameAnswer.None(
                    $"{evidence}, which answers {EndpointFamilies.Words(families)} alone by the DNS record IP type of {endpoint.Id}, and "
                        + "its network interfaces have no such address"
                )
            : unread.Count > 0
                ? new NameAnswer
                {
                    Kind = NameAnswerKind.Endpoint,
                    Endpoint = endpoint,
                    UnreadInterfaces = unread,
                    Evidence = $"{evidence}; {Unread.Interface(snapshot, $"the address of {string.Join(", ", unread)}")}",
                }
            : NameAnswer.None($"{evidence}, but {endpoint.Id} has no network interface{(zone is null ? string.Empty : " in " + zone)}");
    }

    private static NameAnswer OfEndpoint(AccountSnapshot snapshot, ApiHost host) =>
        snapshot.Endpoints.FirstOrDefault(item => item.Id == host.VpcEndpointId && item.DnsNames.Contains(host.Name)) is { } endpoint
            ? AnswerFor(
                snapshot,
                endpoint,
                EndpointFamilies.OfNames(snapshot, endpoint),
                host.Zone,
                $"{host.Name} is {endpoint.Id}'s own name"
            )
            : NameAnswer.None($"none of the endpoints that were read has the name {host.Name}");

    private static NameAnswer OfAlias(AccountSnapshot snapshot, ApiHost host)
    {
        ApiFact? api = snapshot.Apis.FirstOrDefault(item => item.Id == host.RestApiId);
        EndpointFact? endpoint = snapshot.Endpoints.FirstOrDefault(item => item.Id == host.VpcEndpointId);
        return api is null && snapshot.Missing("Api") is null
                ? NameAnswer.Unknown(
                    $"the alias {host.Name} exists if {host.RestApiId} is associated with {host.VpcEndpointId}; "
                        + $"{host.RestApiId} is not among the APIs that were read in {snapshot.Place}"
                )
            : api?.Associated.Contains(host.VpcEndpointId!) == true && !api.Aliased.Contains(host.VpcEndpointId!)
                ? NameAnswer.None(
                    $"{host.VpcEndpointId} is associated with {host.RestApiId} since it was deployed; the next deployment creates the "
                        + $"alias {host.Name}",
                    Deploy.To(host.RestApiId!, api.Stages is [var only] ? only.Name : null)
                )
            : api is null || !api.Aliased.Contains(host.VpcEndpointId!)
                ? NameAnswer.None(
                    $"{host.VpcEndpointId} is not associated with {host.RestApiId}, so the alias {host.Name} was never created",
                    Associate(host, api)
                )
            : api.Stages.All(stage => stage.DeploymentId.Length == 0) && snapshot.Missing("Stage") is null
                ? NameAnswer.None(
                    $"{host.VpcEndpointId} is associated with {host.RestApiId}, which was never deployed; "
                        + $"a deployment creates the alias {host.Name}",
                    Deploy.To(host.RestApiId!, null)
                )
            : endpoint is null
                ? NameAnswer.Unknown(
                    $"the alias {host.Name} leads to the addresses of {host.VpcEndpointId}, which does "
                        + "not exist or is another account's: it "
                        + $"is not in {snapshot.Place}"
                )
            : AnswerFor(
                snapshot,
                endpoint,
                EndpointFamilies.OfNames(snapshot, endpoint),
                null,
                $"{host.Name} is the alias of {host.RestApiId} and {host.VpcEndpointId}"
            ) with
            {
                // API Gateway guide, "Invoke a private API": the alias is a Route 53 alias record, and its type is not said.
                Ipv6Doubt =
                    $"AWS does not document whether the alias {host.Name} has an AAAA record; whoever can ask a resolver sees it with: dig "
                    + $"AAAA {host.Name}",
            };
    }

    private static CommandLine Associate(ApiHost host, ApiFact? api)
    {
        CommandLine command = CommandLine
            .ForCmdlet("Set-PrivateApi")
            .With("RestApiId", host.RestApiId!)
            .With("VpcEndpointId", (api?.Associated ?? []).Append(host.VpcEndpointId!));
        return api?.Stages is [var stage, ..] ? command.With("StageName", stage.Name) : command;
    }

    // AWS does not say what a PRIVATE API's default name answers where private DNS is off: no record is indicated, and a public
    // address would not lead through the endpoint either.
    private static NameAnswer OfApi(AccountSnapshot snapshot, ApiHost host)
    {
        if (snapshot.Apis.FirstOrDefault(item => item.Id == host.RestApiId) is { } api)
        {
            return api.IsPrivate
                ? NameAnswer.None($"{host.Name} has no public record, because {host.RestApiId} is PRIVATE")
                : NameAnswer.Public($"{host.Name} resolves to public addresses, because {host.RestApiId} is {api.EndpointType}");
        }

        return snapshot.PublicApis?.Any(item => item.Id == host.RestApiId) == true || snapshot.V2Apis.Any(item => item.Id == host.RestApiId)
                ? NameAnswer.Public($"{host.Name} resolves to public addresses")
            : host.Region != snapshot.Region || snapshot.Missing("Api") is not null
                ? NameAnswer.None($"{host.Name} has no known public record")
            : NameAnswer.Unknown(
                $"{host.RestApiId} is not among the APIs that were read in {snapshot.Place}: a public API of another account has public "
                    + "addresses, a private one has no public record"
            );
    }
}
