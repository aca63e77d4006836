using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Which VPCs a private hosted zone answers in.</summary>
internal static class ZoneVpcs
{
    public static LabResponse Associate(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);
        LabZoneVpc vpc = Read(call, call.Body.Element("VPC"));
        if (!zone.IsPrivate)
        {
            throw new AwsFault(400, "PublicZoneVPCAssociation", $"Attempting to associate public zone: {id} with vpc: {vpc.VpcId}");
        }

        CheckFree(call, vpc, zone.Name);
        zone.Vpcs.Add(vpc);
        return call.Answer("AssociateVPCWithHostedZone", call.Change((string?)call.Body.Element("Comment")));
    }

    public static LabResponse Disassociate(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);

        // Not checked: a VPC that no longer exists can still be removed.
        LabZoneVpc vpc = ReadVpc(call.Body.Element("VPC"));
        if (!zone.Vpcs.Contains(vpc))
        {
            throw new AwsFault(
                404,
                "VPCAssociationNotFound",
                $"The VPC: {vpc.VpcId} is not currently associated with the hosted zone: {id}"
            );
        }

        if (zone.Vpcs.Count == 1)
        {
            throw new AwsFault(400, "LastVPCAssociation", $"Cannot remove the last VPC association for the private zone: {id}");
        }

        zone.Vpcs.Remove(vpc);
        return call.Answer("DisassociateVPCFromHostedZone", call.Change((string?)call.Body.Element("Comment")));
    }

    /// <summary>A VPC of the caller: another account's would need an authorization, which the lab does not have.</summary>
    public static LabZoneVpc Read(Route53Call call, XElement? element)
    {
        LabZoneVpc vpc = ReadVpc(element);
        if (!vpc.VpcId.StartsWith("vpc-", StringComparison.Ordinal))
        {
            throw new AwsFault(400, "InvalidVPCId", "The VPC ID is invalid.");
        }

        return OwnerOf(call, vpc) switch
        {
            null => throw new AwsFault(
                400,
                "InvalidVPCId",
                $"The VPC: {vpc.VpcId} in region: {vpc.VpcRegion} either isn't a valid ID or the current "
                    + "account is not authorized to access this VPC."
            ),
            string owner when owner == call.AccountId => vpc,
            _ => throw new AwsFault(
                401,
                "NotAuthorizedException",
                $"The VPC: {vpc.VpcId} has not authorized to associate with your hosted zone."
            ),
        };
    }

    /// <summary>The account that owns a VPC; null when nobody does.</summary>
    public static string? OwnerOf(Route53Call call, LabZoneVpc vpc) =>
        call
            .Store.All<Ec2State>()
            .FirstOrDefault(entry => entry.Region == vpc.VpcRegion && entry.State.Vpcs.ContainsKey(vpc.VpcId))
            .AccountId;

    /// <summary>
    /// Two zones of the same name cannot answer in one VPC; an endpoint's hidden zone counts (terraform-provider-aws#37783).
    /// </summary>
    public static void CheckFree(Route53Call call, LabZoneVpc vpc, string name)
    {
        if (Route53State.Holder(call.Store, vpc.VpcId, vpc.VpcRegion, name) is { } holder)
        {
            throw new AwsFault(
                400,
                "ConflictingDomainExists",
                $"The VPC {vpc.VpcId} in region {vpc.VpcRegion} has already been associated with the hosted "
                    + $"zone {holder} with the same domain name."
            );
        }
    }

    public static XElement Show(LabZoneVpc vpc) => new("VPC", new XElement("VPCRegion", vpc.VpcRegion), new XElement("VPCId", vpc.VpcId));

    private static LabZoneVpc ReadVpc(XElement? element) =>
        new((string?)element?.Element("VPCId") ?? string.Empty, (string?)element?.Element("VPCRegion") ?? string.Empty);
}
