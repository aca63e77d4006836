using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>VPC peering connections, also to other Regions and accounts of the lab.</summary>
internal static class PeeringActions
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(7);

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateVpcPeeringConnection"] = CreateVpcPeeringConnection,
            ["AcceptVpcPeeringConnection"] = AcceptVpcPeeringConnection,
            ["RejectVpcPeeringConnection"] = RejectVpcPeeringConnection,
            ["DeleteVpcPeeringConnection"] = DeleteVpcPeeringConnection,
            ["DescribeVpcPeeringConnections"] = DescribeVpcPeeringConnections,
            ["ModifyVpcPeeringConnectionOptions"] = ModifyVpcPeeringConnectionOptions,
        };

    private static LabPeeringConnection Find(Ec2Call call) =>
        Ec2Kind.PeeringConnection.Find(call.State.PeeringConnections, call.Required("VpcPeeringConnectionId"));

    private static Ec2Filters<LabPeeringConnection> Filters(Ec2Call call) =>
        new()
        {
            ["accepter-vpc-info.cidr-block"] = peering => [peering.Accepter.Vpc?.CidrBlock.ToString()],
            ["accepter-vpc-info.owner-id"] = peering => [peering.Accepter.AccountId],
            ["accepter-vpc-info.vpc-id"] = peering => [peering.Accepter.VpcId],
            ["requester-vpc-info.cidr-block"] = peering => [peering.Requester.Vpc?.CidrBlock.ToString()],
            ["requester-vpc-info.owner-id"] = peering => [peering.Requester.AccountId],
            ["requester-vpc-info.vpc-id"] = peering => [peering.Requester.VpcId],
            ["status-code"] = peering => [peering.StateAt(call.Now)],
            ["status-message"] = peering => [Message(peering, peering.StateAt(call.Now))],
            ["vpc-peering-connection-id"] = peering => [peering.Id],
        };

    private static IEnumerable<XElement?> CreateVpcPeeringConnection(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        string peerId = call.Required("PeerVpcId");
        string account = call["PeerOwnerId"] ?? call.AccountId;
        string region = call["PeerRegion"] ?? call.Region;
        Ec2State other = call.Store.Get<Ec2State>(account, region);
        LabVpc? peer = other.Vpcs.GetValueOrDefault(peerId);
        if (peer is null && other == call.State)
        {
            throw Ec2Kind.Vpc.NotFound(peerId);
        }

        if (peer == vpc)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"A VPC can't be peered with itself: {vpc.Id}");
        }

        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "vpc-peering-connection");
        bool failed = peer is null || vpc.CidrBlocks.Exists(mine => peer.CidrBlocks.Exists(theirs => mine.Cidr.Overlaps(theirs.Cidr)));
        LabPeeringAgreement agreement = new()
        {
            Requester = new LabPeeringSide
            {
                AccountId = call.AccountId,
                Region = call.Region,
                VpcId = vpc.Id,
                Vpc = vpc,
            },
            Accepter = new LabPeeringSide
            {
                AccountId = account,
                Region = region,
                VpcId = peerId,
                Vpc = peer,
            },
            CreatedAt = call.Now,
            Status = failed ? "failed" : "pending-acceptance",
        };
        LabPeeringConnection made = new(call.NewId("pcx"), call.AccountId, agreement);
        Ec2Tags.Put(made, tags);
        call.State.PeeringConnections.Add(made.Id, made);
        if (other != call.State && !failed)
        {
            other.PeeringConnections.Add(made.Id, new LabPeeringConnection(made.Id, account, agreement));
        }

        return [new XElement("vpcPeeringConnection", Render(made, failed ? "failed" : "initiating-request"))];
    }

    private static IEnumerable<XElement?> AcceptVpcPeeringConnection(Ec2Call call)
    {
        LabPeeringConnection peering = Find(call);
        CheckAccepter(call, peering, "accept");
        peering.Agreement.Status = "active";
        peering.Agreement.ActiveAt = call.Now + call.Store.Options.PendingTime;
        return [new XElement("vpcPeeringConnection", Render(peering, peering.StateAt(call.Now)))];
    }

    private static IEnumerable<XElement?> RejectVpcPeeringConnection(Ec2Call call)
    {
        LabPeeringConnection peering = Find(call);
        CheckAccepter(call, peering, "reject");
        peering.Agreement.Status = "rejected";
        return Ec2Xml.True;
    }

    private static void CheckAccepter(Ec2Call call, LabPeeringConnection peering, string verb)
    {
        if (peering.Accepter.AccountId != call.AccountId || peering.Accepter.Region != call.Region)
        {
            throw new AwsFault(400, "OperationNotPermitted", $"User {call.AccountId} cannot {verb} peering {peering.Id}");
        }

        if (peering.Status != "pending-acceptance")
        {
            throw new AwsFault(
                400,
                "InvalidStateTransition",
                $"Invalid state transition for {peering.Id}, attempted to transition from {peering.Status} to "
                    + $"{(verb == "accept" ? "active" : "rejected")}"
            );
        }
    }

    private static IEnumerable<XElement?> DeleteVpcPeeringConnection(Ec2Call call)
    {
        LabPeeringConnection peering = Find(call);
        if (peering.Status is "rejected" or "failed")
        {
            throw new AwsFault(
                400,
                "InvalidStateTransition",
                $"Invalid state transition for {peering.Id}, attempted to transition from {peering.Status} to deleting"
            );
        }

        peering.Agreement.Status = "deleted";
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeVpcPeeringConnections(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "VpcPeeringConnectionId",
            Ec2Kind.PeeringConnection,
            call.State.PeeringConnections,
            Filters(call),
            "vpcPeeringConnectionSet",
            peering => Render(peering, peering.StateAt(call.Now))
        );

    private static IEnumerable<XElement?> ModifyVpcPeeringConnectionOptions(Ec2Call call)
    {
        LabPeeringConnection peering = Find(call);
        if (peering.Status != "active")
        {
            throw new AwsFault(
                400,
                "OperationNotPermitted",
                $"Peering {peering.Id} is not active. Peering options can be added only to active peerings."
            );
        }

        return
        [
            Change("RequesterPeeringConnectionOptions", "requesterPeeringConnectionOptions", peering.Requester),
            Change("AccepterPeeringConnectionOptions", "accepterPeeringConnectionOptions", peering.Accepter),
        ];

        XElement? Change(string parameter, string element, LabPeeringSide side)
        {
            side.AllowDnsResolutionFromRemoteVpc =
                call.Form.Boolean(parameter + ".AllowDnsResolutionFromRemoteVpc") ?? side.AllowDnsResolutionFromRemoteVpc;
            return call.Form.Has(parameter) ? new XElement(element, RenderOptions(side)) : null;
        }
    }

    private static string Message(LabPeeringConnection peering, string state) =>
        state switch
        {
            "initiating-request" => $"Initiating Request to {peering.Accepter.AccountId}",
            "pending-acceptance" => $"Pending Acceptance by {peering.Accepter.AccountId}",
            "provisioning" => "Provisioning",
            "active" => "Active",
            "rejected" => "Inactive",
            "deleted" => $"Deleted by {peering.Requester.AccountId}",
            _ => "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
        };

    private static IEnumerable<XElement?> Render(LabPeeringConnection peering, string state) =>
        [
            new XElement("vpcPeeringConnectionId", peering.Id),
            new XElement("requesterVpcInfo", RenderSide(peering.Requester, withCidr: true)),
            new XElement("accepterVpcInfo", RenderSide(peering.Accepter, withCidr: state is "active" or "provisioning")),
            new XElement("status", new XElement("code", state), new XElement("message", Message(peering, state))),
            state is "initiating-request" or "pending-acceptance"
                ? Ec2Xml.Time("expirationTime", peering.Agreement.CreatedAt + Expiry)
                : null,
            Ec2Xml.Tags(peering),
        ];

    // The accepter's ranges show once the connection is active (API reference, VpcPeeringConnectionVpcInfo).
    private static IEnumerable<XElement?> RenderSide(LabPeeringSide side, bool withCidr) =>
        [
            new XElement("ownerId", side.AccountId),
            new XElement("vpcId", side.VpcId),
            new XElement("region", side.Region),
            withCidr && side.Vpc is { } vpc ? new XElement("cidrBlock", vpc.CidrBlock) : null,
            withCidr && side.Vpc is { } same
                ? Ec2Xml.Set("cidrBlockSet", same.CidrBlocks.Select(block => new XElement?[] { new("cidrBlock", block.Cidr) }))
                : null,
            withCidr && side.Vpc is { Ipv6CidrBlocks.Count: > 0 } six
                ? Ec2Xml.Set("ipv6CidrBlockSet", six.Ipv6CidrBlocks.Select(block => new XElement?[] { new("ipv6CidrBlock", block.Cidr) }))
                : null,
            withCidr ? new XElement("peeringOptions", RenderOptions(side)) : null,
        ];

    private static IEnumerable<XElement> RenderOptions(LabPeeringSide side) =>
        [
            new XElement("allowDnsResolutionFromRemoteVpc", side.AllowDnsResolutionFromRemoteVpc),
            new XElement("allowEgressFromLocalClassicLinkToRemoteVpc", false),
            new XElement("allowEgressFromLocalVpcToRemoteClassicLink", false),
        ];
}
