using System.Collections.Frozen;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>
/// What another account may have: an API that this one does not know, or an endpoint that it does not show. Nothing is said of it here,
/// and whoever owns it can look. So it is with the networks of a caller in another Region, and with the API of a call that names two.
/// </summary>
internal static class Elsewhere
{
    private static readonly FrozenSet<CheckName> OfApi = new[]
    {
        CheckName.ApiAvailable,
        CheckName.DefaultEndpointEnabled,
        CheckName.StageDeployed,
        CheckName.MethodExists,
        CheckName.WebAcl,
        CheckName.ResourcePolicy,
        CheckName.PolicyDeployed,
        CheckName.MethodAuthorization,
        CheckName.ApiKey,
        CheckName.AccessMode,
        CheckName.Integration,
    }.ToFrozenSet();

    // What the gateway asks once it has found the API.
    private static readonly FrozenSet<CheckName> OfTarget = OfApi
        .Concat([
            CheckName.ApiIsPrivate,
            CheckName.EndpointAssociated,
            CheckName.DomainAssociated,
            CheckName.DomainPolicy,
            CheckName.EndpointPolicy,
            CheckName.PublicApiShadowed,
        ])
        .ToFrozenSet();

    private static readonly FrozenSet<CheckName> OfEndpoint = new[]
    {
        CheckName.EndpointAvailable,
        CheckName.ZoneCoverage,
        CheckName.EndpointPolicy,
    }.ToFrozenSet();

    private static readonly FrozenSet<CheckName> OfWay = new[]
    {
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
        CheckName.EndpointNetworkAcl,
        CheckName.EndpointIngress,
    }.ToFrozenSet();

    private static readonly FrozenSet<CheckName> OfCaller = new[]
    {
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
    }.ToFrozenSet();

    /// <summary>What a check says of something that is not in the account or the Region; null where it can be judged.</summary>
    public static Finding? Judge(EvaluationContext evaluation, CheckName check) =>
        evaluation.Call.Caller.IsResourceGateway && (check == CheckName.NameResolves || OfWay.Contains(check))
            ? Finding.Skipped(
                $"{evaluation.Call.Caller.Label} belongs to a VPC Lattice resource gateway. Connections of EventBridge and HTTP "
                    + "tasks of Step Functions come by it, and how VPC Lattice resolves the name and connects is in a resource "
                    + "configuration, which is not read"
            )
        : evaluation.IsApiUnseen
        && (OfApi.Contains(check) || (check == CheckName.EndpointAssociated && evaluation.Address.Form == UrlForm.Alias))
            ? Finding.Skipped($"{evaluation.ApiWords} is not in {evaluation.Place}; see {nameof(CheckName.ApiIsPrivate)}")
        : evaluation.IsEndpointUnseen
        && (OfEndpoint.Contains(check) || (OfWay.Contains(check) && evaluation.Call.Caller.Kind != CallerKind.None))
            ? Finding.Skipped($"{evaluation.EndpointId} is not in {evaluation.Place}; see {nameof(CheckName.EndpointExists)}")
        : OfTarget.Contains(check) && evaluation.HostDoubt is not null
            ? Finding.Skipped("the call names two things, and which of them it gets to is not documented; see RequestHost")
        : evaluation.Call.Caller.Region is { } region && OfCaller.Contains(check)
            ? Finding.Skipped(
                $"the caller is in {region}: its routes and firewalls were not read, and peering connections or transit gateways "
                    + "that cross Regions are not judged"
            )
        : null;

    /// <summary>The command by which the owner of the other side looks at it.</summary>
    public static CommandLine Look(EvaluationContext evaluation)
    {
        CommandLine command = CommandLine.ForCmdlet("Test-PrivateApi");
        command =
            evaluation.Call.RestApiId.Length > 0
                ? command.With("RestApiId", evaluation.Call.RestApiId)
                : command.With("Uri", SecretText.Redact(evaluation.Url));
        return evaluation.EndpointId is { } id ? command.With("VpcEndpointId", id) : command;
    }
}
