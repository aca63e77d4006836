using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Switches a DNS attribute of a VPC on: <c>EnableDnsSupport</c> or <c>EnableDnsHostnames</c>.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Attribute">The attribute.</param>
internal sealed record VpcAttributeChange(string VpcId, string Attribute) : Change
{
    /// <summary>An endpoint of the VPC whose private DNS begins to answer; null for none.</summary>
    public string? EndpointId { get; private init; }

    /// <summary>Public APIs of the account, in words, that the VPC is cut off from then; null if that could not be read.</summary>
    public string? CutOff { get; private init; }

    /// <summary>Amazon's resolver answers in the VPC.</summary>
    public const string Support = "EnableDnsSupport";

    /// <summary>Private zones count there.</summary>
    public const string Hostnames = "EnableDnsHostnames";

    public override ChangeKind Kind => ChangeKind.VpcAttribute;

    public override string Target => VpcId;

    public override string Description => $"Switch {char.ToLowerInvariant(Attribute[0])}{Attribute[1..]} of {VpcId} on";

    // Where names do not resolve at all, nothing is called by one.
    public override string? Opens =>
        (Attribute == Support, EndpointId) switch
        {
            (true, null) => $"names, and what is called by them, to everybody in {VpcId}",
            (true, _) => $"names, and what is called by them, to everybody in {VpcId}; those of private APIs lead to {EndpointId} there",
            (_, null) => null,
            _ =>
                $"the default names of private APIs to everything in {VpcId}: they lead to {EndpointId} there, since its private DNS is on",
        };

    public override string? Closes => EndpointId is null ? null : PrivateDnsChange.Cuts(VpcId, CutOff);

    /// <summary>The change, with what follows from it.</summary>
    public static VpcAttributeChange On(AccountSnapshot snapshot, string vpcId, string attribute)
    {
        VpcAttributeChange change = new(vpcId, attribute);
        return NameRules.Capturing(change.Apply(snapshot), vpcId) is { } endpoint
            ? change with
            {
                EndpointId = endpoint.Id,
                CutOff = PrivateDnsChange.CutOffBy(snapshot),
            }
            : change;
    }

    public override CommandLine Command => CommandLine.ForCmdlet("Edit-EC2VpcAttribute").With("VpcId", VpcId).With(Attribute, true);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Vpcs = Replace(
                snapshot.Vpcs,
                vpc => vpc.Id == VpcId,
                vpc => Attribute == Support ? vpc with { EnableDnsSupport = true } : vpc with { EnableDnsHostnames = true }
            ),
        };
}
