using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// The alias in place of a default name that does not resolve: a public record that does without private DNS, and which every resolver of
/// public names answers (API Gateway guide, "Invoke a private API using a Route 53 alias").
/// </summary>
/// <param name="Host">The alias.</param>
/// <param name="VpcEndpointId">The endpoint that it leads to.</param>
internal sealed record AliasOffer(string Host, string VpcEndpointId)
{
    /// <summary>An alias of the API that resolves for the caller; null for none, and for a call by another name.</summary>
    public static AliasOffer? For(EvaluationContext evaluation)
    {
        if (evaluation.Address.Form != UrlForm.PrivateDns || evaluation.Api is not { IsPrivate: true } api)
        {
            return null;
        }

        ApiHosts hosts = new(api.Id, evaluation.Snapshot.Region, evaluation.Snapshot.DnsSuffix);
        return api
            .Aliased.OrderByDescending(id => id == evaluation.EndpointId)
            .Select(id => new AliasOffer(hosts.Alias(id), id))
            .FirstOrDefault(offer =>
                NameRules.Resolve(evaluation.Snapshot, evaluation.Call.Caller, offer.Host).Kind == NameAnswerKind.Endpoint
            );
    }

    /// <summary>The call by it.</summary>
    /// <param name="evaluation">The call.</param>
    /// <param name="off">The endpoint whose private DNS is off; null where that is not the cause.</param>
    public CommandLine Command(EvaluationContext evaluation, EndpointFact? off)
    {
        CommandLine command = CallAgain.CommandFor(evaluation).With("VpcEndpointId", VpcEndpointId).With("UrlForm", nameof(UrlForm.Alias));
        CommandLine? switchesOn = off is null ? null : new PrivateDnsChange(off.Id, off.VpcId, IsOn: true, null).Command;
        return switchesOn is null
            ? command
            : command.Noting($"or {switchesOn}, which takes the names of public APIs in {off!.VpcId} as well");
    }
}
