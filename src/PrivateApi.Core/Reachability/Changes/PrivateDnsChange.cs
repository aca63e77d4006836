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

    public override string? Closes =>
        !IsOn ? $"default names of private APIs no longer resolve in {VpcId}; alias names and the endpoint's own names do"
        : CutOff is null
            ? $"{VpcId} is cut off from public APIs that are called there by their execute-api names; "
                + "those of the account could not be read"
        : CutOff.Length > 0 ? $"{VpcId} is cut off from public APIs of the account: {CutOff}"
        : null;

    public override int Width => IsOn && CutOff is { Length: 0 } ? 0 : CutsOff;

    public override CommandLine Command =>
        CommandLine.ForCmdlet("Set-PrivateApiEndpoint").With("VpcEndpointId", EndpointId).With("PrivateDnsEnabled", IsOn);

    /// <summary>The change that switches it on.</summary>
    public static PrivateDnsChange On(AccountSnapshot snapshot, EndpointFact endpoint) =>
        new(endpoint.Id, endpoint.VpcId, IsOn: true, snapshot.PublicApis is { } apis ? Words(apis) : null);

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
