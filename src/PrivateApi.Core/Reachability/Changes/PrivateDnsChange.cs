using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Switches private DNS of an endpoint on or off.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="IsOn">True for on.</param>
/// <param name="CutOff">Public APIs of the account, in words, that the VPC is cut off from; null if that could not be read.</param>
internal sealed record PrivateDnsChange(string EndpointId, string VpcId, bool IsOn, string? CutOff) : Change
{
    private const int Shown = 5;

    // Narrower is a change that takes nothing from anybody.
    private const int CutsOff = 64;

    public override ChangeKind Kind => ChangeKind.PrivateDns;

    public override string Target => EndpointId;

    public override string Description => $"Switch private DNS of {EndpointId} {(IsOn ? "on" : "off")}";

    public override string? Opens =>
        IsOn ? $"the default names of private APIs to everything in {VpcId}: they lead to {EndpointId} there" : null;

    public override string? Closes =>
        !IsOn
            ? $"default names of private APIs no longer resolve in {VpcId}; alias names and the endpoint's own names do"
            : Cuts(VpcId, CutOff);

    public override int Width => IsOn && CutOff is { Length: 0 } ? 0 : CutsOff;

    public override CommandLine Command =>
        CommandLine.ForCmdlet("Set-PrivateApiEndpoint").With("VpcEndpointId", EndpointId).With("PrivateDnsEnabled", IsOn);

    /// <summary>What private DNS that begins to answer takes from a VPC, in words; null for nothing.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="cutOff">Public APIs of the account, in words; empty for none, null if that could not be read.</param>
    public static string? Cuts(string vpcId, string? cutOff) =>
        cutOff is null
            ? $"{vpcId} is cut off from public APIs that are called there by their execute-api names; "
                + "those of the account could not be read"
        : cutOff.Length > 0 ? $"{vpcId} is cut off from public APIs of the account: {cutOff}"
        : null;

    /// <summary>The change that switches it on.</summary>
    public static PrivateDnsChange On(AccountSnapshot snapshot, EndpointFact endpoint) =>
        new(endpoint.Id, endpoint.VpcId, IsOn: true, CutOffBy(snapshot));

    /// <summary>Public APIs of the account, in words; null if that could not be read.</summary>
    public static string? CutOffBy(AccountSnapshot snapshot) => snapshot.PublicApis is { } apis ? Words(apis) : null;

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Endpoints = Replace(
                snapshot.Endpoints,
                endpoint => endpoint.Id == EndpointId,
                endpoint => endpoint with { PrivateDnsEnabled = IsOn }
            ),
        };

    private static string Words(IReadOnlyList<PublicApiFact> apis) =>
        string.Join(", ", apis.Take(Shown).Select(api => $"{api.Name} ({api.Id})")) + (apis.Count > Shown ? ", …" : string.Empty);
}
