using System.Net;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>What a new account has in a Region: DHCP options, AWS's prefix lists and the default VPC.</summary>
internal static class NewAccount
{
    public static void Fill(Ec2State state)
    {
        string domain = state.Region == "us-east-1" ? "ec2.internal" : $"{state.Region}.compute.internal";
        LabDhcpOptions options = new(state.Store.Ids.Ec2("dopt"), state.AccountId)
        {
            IsDefault = true,
            Options = [new("domain-name", [domain]), new("domain-name-servers", ["AmazonProvidedDNS"])],
        };
        state.DhcpOptions.Add(options.Id, options);
        foreach (LabPrefixList list in AwsPrefixLists.List(state))
        {
            state.PrefixLists.Add(list.Id, list);
        }

        AddDefaultVpc(state);
    }

    /// <summary>The default VPC: 172.31.0.0/16, an internet gateway, and a public /20 subnet in each zone.</summary>
    public static LabVpc AddDefaultVpc(Ec2State state)
    {
        LabVpc vpc = VpcFactory.AddVpc(state, IPNetwork.Parse("172.31.0.0/16"), "default", isDefault: true);
        LabInternetGateway gateway = new(state.Store.Ids.Ec2("igw"), state.AccountId) { VpcId = vpc.Id };
        state.InternetGateways.Add(gateway.Id, gateway);
        state
            .RouteTables.Values.Single(table => table.VpcId == vpc.Id)
            .Routes.Add(
                new LabRoute
                {
                    DestinationCidrBlock = "0.0.0.0/0",
                    TargetKind = "gatewayId",
                    TargetId = gateway.Id,
                }
            );
        foreach ((LabZone zone, int index) in state.Zones.Select((zone, index) => (zone, index)))
        {
            VpcFactory.AddSubnet(state, vpc, zone, vpc.CidrBlock.Part(20, index), isDefault: true);
        }

        return vpc;
    }
}
