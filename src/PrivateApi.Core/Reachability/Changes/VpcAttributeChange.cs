using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Switches a DNS attribute of a VPC on: <c>EnableDnsSupport</c> or <c>EnableDnsHostnames</c>.</summary>
internal sealed record VpcAttributeChange(string VpcId, string Attribute) : Change
{
    /// <summary>Amazon's resolver answers in the VPC.</summary>
    public const string Support = "EnableDnsSupport";

    /// <summary>Private zones count there.</summary>
    public const string Hostnames = "EnableDnsHostnames";

    public override ChangeKind Kind => ChangeKind.VpcAttribute;

    public override string Target => VpcId;

    public override string Description => $"Switch {char.ToLowerInvariant(Attribute[0])}{Attribute[1..]} of {VpcId} on";

    // Where names do not resolve at all, nothing is called by one.
    public override string? Opens => Attribute == Support ? $"names, and what is called by them, to everybody in {VpcId}" : null;

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
