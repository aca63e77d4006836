namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>
/// A kind of resource: how its ids look, and what EC2 says when one isn't there. Codes as in the EC2 API reference, "Error
/// codes"; the messages for malformed ids are assumed.
/// </summary>
/// <param name="Prefix">Start of its ids.</param>
/// <param name="NotFoundCode">Error code.</param>
/// <param name="Phrase">Message; {0} is the id.</param>
/// <param name="MalformedCode">Error code for an id of another form.</param>
internal sealed record Ec2Kind(string Prefix, string NotFoundCode, string Phrase, string MalformedCode)
{
    public static readonly Ec2Kind Vpc = new("vpc", "InvalidVpcID.NotFound", "The vpc ID '{0}' does not exist", "InvalidVpcID.Malformed");

    public static readonly Ec2Kind Subnet = new(
        "subnet",
        "InvalidSubnetID.NotFound",
        "The subnet ID '{0}' does not exist",
        "InvalidSubnetID.Malformed"
    );

    public static readonly Ec2Kind SecurityGroup = new(
        "sg",
        "InvalidGroup.NotFound",
        "The security group '{0}' does not exist",
        "InvalidGroupId.Malformed"
    );

    public static readonly Ec2Kind SecurityGroupRule = new(
        "sgr",
        "InvalidSecurityGroupRuleId.NotFound",
        "The security group rule ID '{0}' does not exist",
        "InvalidSecurityGroupRuleId.Malformed"
    );

    public static readonly Ec2Kind NetworkInterface = new(
        "eni",
        "InvalidNetworkInterfaceID.NotFound",
        "The networkInterface ID '{0}' does not exist",
        "InvalidNetworkInterfaceId.Malformed"
    );

    public static readonly Ec2Kind NetworkAcl = new(
        "acl",
        "InvalidNetworkAclID.NotFound",
        "The networkAcl ID '{0}' does not exist",
        "InvalidNetworkAclId.Malformed"
    );

    public static readonly Ec2Kind RouteTable = new(
        "rtb",
        "InvalidRouteTableID.NotFound",
        "The routeTable ID '{0}' does not exist",
        "InvalidRouteTableId.Malformed"
    );

    public static readonly Ec2Kind InternetGateway = new(
        "igw",
        "InvalidInternetGatewayID.NotFound",
        "The internetGateway ID '{0}' does not exist",
        "InvalidInternetGatewayId.Malformed"
    );

    public static readonly Ec2Kind NatGateway = new("nat", "NatGatewayNotFound", "NAT gateway {0} was not found", "NatGatewayMalformed");

    public static readonly Ec2Kind Address = new(
        "eipalloc",
        "InvalidAllocationID.NotFound",
        "The allocation ID '{0}' does not exist",
        "InvalidAllocationId.Malformed"
    );

    public static readonly Ec2Kind PeeringConnection = new(
        "pcx",
        "InvalidVpcPeeringConnectionID.NotFound",
        "The vpcPeeringConnection ID '{0}' does not exist",
        "InvalidVpcPeeringConnectionId.Malformed"
    );

    public static readonly Ec2Kind VpcEndpoint = new(
        "vpce",
        "InvalidVpcEndpointId.NotFound",
        "The Vpc Endpoint Id '{0}' does not exist",
        "InvalidVpcEndpointId.Malformed"
    );

    public static readonly Ec2Kind PrefixList = new(
        "pl",
        "InvalidPrefixListID.NotFound",
        "The prefix list ID '{0}' does not exist",
        "InvalidPrefixListId.Malformed"
    );

    public static readonly Ec2Kind DhcpOptions = new(
        "dopt",
        "InvalidDhcpOptionID.NotFound",
        "The dhcpOption ID '{0}' does not exist",
        "InvalidDhcpOptionsId.Malformed"
    );

    public static readonly Ec2Kind EgressOnlyInternetGateway = new(
        "eigw",
        "InvalidGatewayID.NotFound",
        "The egressOnlyInternetGateway ID '{0}' does not exist",
        "InvalidEgressOnlyInternetGatewayId.Malformed"
    );

    public static readonly Ec2Kind TransitGateway = new(
        "tgw",
        "InvalidTransitGatewayID.NotFound",
        "Transit Gateway {0} was deleted or does not exist.",
        "InvalidTransitGatewayID.Malformed"
    );

    public static readonly Ec2Kind TransitGatewayAttachment = new(
        "tgw-attach",
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway Attachment {0} was deleted or does not exist.",
        "InvalidTransitGatewayAttachmentID.Malformed"
    );

    public static readonly Ec2Kind TransitGatewayVpcAttachment = new(
        "tgw-attach",
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway VPC Attachment {0} was deleted or does not exist.",
        "InvalidTransitGatewayAttachmentID.Malformed"
    );

    public static readonly Ec2Kind TransitGatewayRouteTable = new(
        "tgw-rtb",
        "InvalidRouteTableID.NotFound",
        "Transit Gateway Route Table {0} was deleted or does not exist.",
        "InvalidRouteTableId.Malformed"
    );

    public static readonly Ec2Kind VpnGateway = new(
        "vgw",
        "InvalidVpnGatewayID.NotFound",
        "The vpnGateway ID '{0}' does not exist",
        "InvalidVpnGatewayId.Malformed"
    );

    public static readonly Ec2Kind CustomerGateway = new(
        "cgw",
        "InvalidCustomerGatewayID.NotFound",
        "The customerGateway ID '{0}' does not exist",
        "InvalidCustomerGatewayId.Malformed"
    );

    public static readonly Ec2Kind VpnConnection = new(
        "vpn",
        "InvalidVpnConnectionID.NotFound",
        "The vpnConnection ID '{0}' does not exist",
        "InvalidVpnConnectionId.Malformed"
    );

    public static readonly Ec2Kind Instance = new(
        "i",
        "InvalidInstanceID.NotFound",
        "The instance ID '{0}' does not exist",
        "InvalidInstanceID.Malformed"
    );

    public static readonly Ec2Kind Association = new(
        "",
        "InvalidAssociationID.NotFound",
        "The association ID '{0}' does not exist",
        "InvalidAssociationID.NotFound"
    );

    public AwsFault NotFound(string id) =>
        new(400, NotFoundCode, string.Format(System.Globalization.CultureInfo.InvariantCulture, Phrase, id));

    /// <summary>The resource with an id.</summary>
    /// <exception cref="AwsFault">The id has another form, or nothing has it.</exception>
    public T Find<T>(IReadOnlyDictionary<string, T> all, string id)
        where T : class
    {
        if (all.TryGetValue(id, out T? found))
        {
            return found;
        }

        bool wellFormed =
            id.StartsWith(Prefix + "-", StringComparison.Ordinal)
            && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        throw wellFormed || Prefix.Length == 0
            ? NotFound(id)
            : new AwsFault(400, MalformedCode, $"Invalid id: \"{id}\" (expecting \"{Prefix}-...\")");
    }
}
