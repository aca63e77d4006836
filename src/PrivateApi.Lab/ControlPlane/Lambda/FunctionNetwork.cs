using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Iam;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>A function's place in a VPC: the network interfaces that Lambda keeps for it.</summary>
internal static class FunctionNetwork
{
    /// <summary>Refuses ids in another form than the model's.</summary>
    public static void CheckForms(JsonObject? config)
    {
        List<string> errors =
        [
            .. FormErrors(config, "SubnetIds", "subnet-[0-9a-z]*"),
            .. FormErrors(config, "SecurityGroupIds", "sg-[0-9a-zA-Z]*"),
        ];
        if (errors.Count > 0)
        {
            throw FunctionRules.Violations(errors);
        }
    }

    /// <summary>Places a function as its VpcConfig says; an empty one removes it from its VPC.</summary>
    public static void Place(ServiceCall call, LabFunction function, JsonObject? config)
    {
        IReadOnlyList<string> subnets = Ids(config, "SubnetIds");
        IReadOnlyList<string> groups = Ids(config, "SecurityGroupIds");
        if ((subnets.Count == 0) != (groups.Count == 0))
        {
            throw FunctionRules.Invalid(
                subnets.Count == 0
                    ? "SubnetIds cannot be empty if SecurityGroupIds is not empty."
                    : "SecurityGroupIds cannot be empty if SubnetIds is not empty."
            );
        }

        Ec2State network = call.State<Ec2State>();
        network.Settle();
        string? vpc = Check(network, subnets, groups);
        if (vpc is not null)
        {
            RolePermissions.RequireNetwork(call, function.Role);
        }

        // New ones first: a move that ends where it began keeps its interfaces.
        List<LabNetworkInterface> taken =
        [
            .. subnets.Select(subnet => network.CreateFunctionInterface(function.Name, subnet, [.. groups], call.Now)),
        ];
        Leave(call, function);
        function.SubnetIds = subnets;
        function.SecurityGroupIds = groups;
        function.VpcId = vpc;
        function.InterfaceIds = [.. taken.Select(item => item.Id)];
        function.Address = taken.FirstOrDefault()?.PrivateIpAddress;
    }

    /// <summary>Releases the interfaces of a function; they continue to exist for a while (20 to 45 minutes on AWS).</summary>
    public static void Leave(ServiceCall call, LabFunction function)
    {
        foreach (string id in function.InterfaceIds)
        {
            call.State<Ec2State>().ReleaseFunctionInterface(id, call.Now + call.Store.Options.FunctionInterfaceTime);
        }

        function.InterfaceIds = [];
    }

    private static string? Check(Ec2State network, IReadOnlyList<string> subnets, IReadOnlyList<string> groups)
    {
        HashSet<string> vpcs = [];
        foreach (string id in subnets)
        {
            LabSubnet subnet = network.Subnets.GetValueOrDefault(id) ?? throw Missing("DescribeSubnets", Ec2Kind.Subnet.NotFound(id));
            if (subnet.IsNative)
            {
                // [K] That Lambda refuses it, and these words, are assumed; its guide knows IPv4 and dual-stack subnets alone.
                throw FunctionRules.Invalid($"The subnet {id} is an IPv6-only subnet. A function needs subnets with an IPv4 CIDR block.");
            }

            vpcs.Add(subnet.VpcId);
        }

        foreach (string id in groups)
        {
            vpcs.Add(
                (
                    network.SecurityGroups.GetValueOrDefault(id)
                    ?? throw Missing("DescribeSecurityGroups", Ec2Kind.SecurityGroup.NotFound(id))
                ).VpcId
            );
        }

        return vpcs.Count <= 1
            ? vpcs.FirstOrDefault()
            : throw FunctionRules.Invalid("The subnets and security groups must all be in the same VPC.");
    }

    private static IEnumerable<string> FormErrors(JsonObject? config, string name, string pattern)
    {
        IReadOnlyList<string> ids = Ids(config, name);
        if (!ids.All(id => Regex.IsMatch(id, $"^(?:{pattern})$", RegexOptions.CultureInvariant)))
        {
            yield return $"Value '[{string.Join(", ", ids)}]' at 'vpcConfig.{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy "
                + "constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, "
                + $"Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: {pattern}]";
        }
    }

    private static AwsFault Missing(string operation, AwsFault fault) =>
        FunctionRules.Invalid($"Error occurred while {operation}. EC2 Error Code: {fault.Code}. EC2 Error Message: {fault.Message}");

    private static IReadOnlyList<string> Ids(JsonObject? config, string name) =>
        [.. (config?[name] as JsonArray ?? []).Select(node => (string)node!).Distinct()];
}
