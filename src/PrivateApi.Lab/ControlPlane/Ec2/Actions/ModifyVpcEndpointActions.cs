using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Changes to VPC endpoints.</summary>
internal static class ModifyVpcEndpointActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler> { ["ModifyVpcEndpoint"] = ModifyVpcEndpoint };

    private static IEnumerable<XElement?> ModifyVpcEndpoint(Ec2Call call)
    {
        LabVpcEndpoint endpoint = Ec2Kind.VpcEndpoint.Find(call.State.VpcEndpoints, call.Required("VpcEndpointId"));
        if (endpoint.GoneAt is not null)
        {
            throw new AwsFault(400, "IncorrectState", $"The VPC endpoint {endpoint.Id} is in the state deleting and cannot be modified.");
        }

        if (call.Now < endpoint.BusyUntil)
        {
            throw new AwsFault(
                400,
                "InvalidParameter",
                $"Cannot modify VPC Endpoint {endpoint.Id} at this time because there is an idempotent operation going on"
            );
        }

        string policy =
            call.Is("ResetPolicy") ? EndpointPolicy.FullAccess(endpoint.EndpointType)
            : call["PolicyDocument"] is { Length: > 0 } text ? EndpointPolicy.Check(text)
            : endpoint.PolicyDocument;
        if (endpoint.IsInterface)
        {
            if (call.Form.Has("AddRouteTableId") || call.Form.Has("RemoveRouteTableId"))
            {
                throw new AwsFault(400, "InvalidParameter", "Route tables are only supported for endpoints of type Gateway.");
            }

            new EndpointChange(
                call,
                endpoint,
                EndpointServices.List(call.State).Single(service => service.Name == endpoint.ServiceName && service.Type == "Interface")
            ).Apply();
        }
        else
        {
            if (call.Form.Has("AddSubnetId") || call.Form.Has("AddSecurityGroupId") || call.Is("PrivateDnsEnabled"))
            {
                throw new AwsFault(
                    400,
                    "InvalidParameter",
                    "Subnets, security groups and private DNS are only supported for endpoints of type Interface."
                );
            }

            GatewayRoutes.Add(call, endpoint, call.Form.List("AddRouteTableId"));
            GatewayRoutes.Remove(call, endpoint, call.Form.List("RemoveRouteTableId"));
        }

        endpoint.PolicyDocument = policy;
        return Ec2Xml.True;
    }
}
