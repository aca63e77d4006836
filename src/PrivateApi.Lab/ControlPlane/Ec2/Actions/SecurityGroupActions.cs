using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Security groups.</summary>
internal static class SecurityGroupActions
{
    // The characters that EC2's message names.
    private const string DescriptionCharacters = " ._-:/()#,@[]+=&;{}!$*";

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateSecurityGroup"] = CreateSecurityGroup,
            ["DeleteSecurityGroup"] = DeleteSecurityGroup,
            ["DescribeSecurityGroups"] = DescribeSecurityGroups,
        };

    /// <summary>The group that a call names, by id, or by name in the default VPC.</summary>
    public static LabSecurityGroup Find(Ec2Call call)
    {
        if (call["GroupId"] is { Length: > 0 } id)
        {
            return Ec2Kind.SecurityGroup.Find(call.State.SecurityGroups, id);
        }

        string name =
            call["GroupName"] ?? throw new AwsFault(400, "MissingParameter", "The request must contain the parameter groupName or groupId");
        return call.State.SecurityGroups.Values.FirstOrDefault(group => group.Name == name && call.State.Vpcs[group.VpcId].IsDefault)
            ?? throw new AwsFault(400, "InvalidGroup.NotFound", $"The security group '{name}' does not exist in default VPC");
    }

    public static string Arn(Ec2Call call, LabSecurityGroup group) =>
        $"arn:{call.State.Partition}:ec2:{call.Region}:{group.OwnerId}:security-group/{group.Id}";

    private static IEnumerable<XElement?> CreateSecurityGroup(Ec2Call call)
    {
        string name = call.Required("GroupName");
        string description = call.Required("GroupDescription");
        LabVpc vpc = call["VpcId"] is not null
            ? call.Vpc()
            : call.State.Vpcs.Values.FirstOrDefault(vpc => vpc.IsDefault)
                ?? throw new AwsFault(400, "VPCIdNotSpecified", "No default VPC for this user");
        CheckTexts(name, description);
        if (call.State.SecurityGroups.Values.Any(group => group.VpcId == vpc.Id && group.Name == name))
        {
            throw new AwsFault(400, "InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc.Id}'");
        }

        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "security-group");
        LabSecurityGroup made = VpcFactory.AddSecurityGroup(call.State, vpc, name, description);
        Ec2Tags.Put(made, tags);
        return [new XElement("groupId", made.Id), new XElement("securityGroupArn", Arn(call, made)), Ec2Xml.Tags(made)];
    }

    private static void CheckTexts(string name, string description)
    {
        if (name == "default")
        {
            throw new AwsFault(400, "InvalidParameterValue", "Cannot use reserved security group name: default");
        }

        if (name.StartsWith("sg-", StringComparison.Ordinal))
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Invalid value '{name}' for groupName. Group names may not be in the format sg-*."
            );
        }

        if (description.Any(c => !char.IsAscii(c)) || name.Any(c => !char.IsAscii(c)))
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({(description.Any(c => !char.IsAscii(c)) ? description : name)}) for parameter "
                    + $"{(description.Any(c => !char.IsAscii(c)) ? "GroupDescription" : "GroupName")} is invalid. "
                    + "Character sets beyond ASCII are not supported."
            );
        }

        if (name.Length is 0 or > 255)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Invalid value '{name}' for groupName. Group names must have between 1 and 255 characters."
            );
        }

        if (
            description.Length is 0 or > 255
            || description.Any(c => !char.IsAsciiLetterOrDigit(c) && !DescriptionCharacters.Contains(c, StringComparison.Ordinal))
        )
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                "Invalid security group description. Valid descriptions are strings less than 256 characters from "
                    + "the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
            );
        }
    }

    private static IEnumerable<XElement?> DeleteSecurityGroup(Ec2Call call)
    {
        LabSecurityGroup group = Find(call);
        if (group.Name == "default")
        {
            throw new AwsFault(400, "CannotDelete", $"the specified group: \"{group.Id}\" name: \"default\" cannot be deleted by a user");
        }

        // A rule in a peered VPC does not keep a group: it becomes stale (API reference, DeleteSecurityGroup).
        bool used =
            call.State.NetworkInterfaces.Values.Any(item => item.SecurityGroupIds.Contains(group.Id))
            || call.State.VpcEndpoints.Values.Any(endpoint => endpoint.SecurityGroupIds.Contains(group.Id))
            || call.State.SecurityGroups.Values.Any(other =>
                other.VpcId == group.VpcId && other.Id != group.Id && other.Rules.Exists(rule => rule.ReferencedGroupId == group.Id)
            );
        if (used)
        {
            throw new AwsFault(400, "DependencyViolation", $"resource {group.Id} has a dependent object");
        }

        call.State.SecurityGroups.Remove(group.Id);
        return [new XElement("return", true), new XElement("groupId", group.Id)];
    }

    private static IEnumerable<XElement?> DescribeSecurityGroups(Ec2Call call)
    {
        IReadOnlyDictionary<string, LabSecurityGroup> all = call.State.SecurityGroups;
        IReadOnlyList<string> names = call.Form.List("GroupName");
        if (names.Count > 0)
        {
            List<LabSecurityGroup> named = call
                .State.SecurityGroups.Values.Where(group => names.Contains(group.Name) && call.State.Vpcs[group.VpcId].IsDefault)
                .ToList();
            if (names.FirstOrDefault(name => !named.Exists(group => group.Name == name)) is { } unknown)
            {
                throw new AwsFault(400, "InvalidGroup.NotFound", $"The security group '{unknown}' does not exist in default VPC");
            }

            all = named.ToDictionary(group => group.Id);
        }

        return Ec2Listing.Describe(
            call,
            "GroupId",
            Ec2Kind.SecurityGroup,
            all,
            Filters(),
            "securityGroupInfo",
            group => Render(call, group)
        );
    }

    private static Ec2Filters<LabSecurityGroup> Filters()
    {
        Ec2Filters<LabSecurityGroup> filters = new()
        {
            ["description"] = group => [group.Description],
            ["group-id"] = group => [group.Id],
            ["group-name"] = group => [group.Name],
            ["owner-id"] = group => [group.OwnerId],
            ["vpc-id"] = group => [group.VpcId],
        };
        foreach ((string prefix, bool egress) in new[] { ("ip-permission.", false), ("egress.ip-permission.", true) })
        {
            void Add(string name, Func<LabSecurityGroupRule, string?> look) =>
                filters[prefix + name] = group => group.Rules.Where(rule => rule.IsEgress == egress).Select(look);

            Add("cidr", rule => rule.CidrIpv4);
            Add("ipv6-cidr", rule => rule.CidrIpv6);
            Add("prefix-list-id", rule => rule.PrefixListId);
            Add("group-id", rule => rule.ReferencedGroupId);
            Add("user-id", rule => rule.ReferencedGroupOwnerId);
            Add("protocol", rule => rule.Protocol);
            Add("from-port", rule => rule.FromPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Add("to-port", rule => rule.ToPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return filters;
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabSecurityGroup group) =>
        [
            new XElement("groupId", group.Id),
            new XElement("groupName", group.Name),
            new XElement("groupDescription", group.Description),
            new XElement("ownerId", group.OwnerId),
            new XElement("vpcId", group.VpcId),
            new XElement("securityGroupArn", Arn(call, group)),
            SecurityGroupXml.Permissions(call, "ipPermissions", group.Ingress),
            SecurityGroupXml.Permissions(call, "ipPermissionsEgress", group.Egress),
            Ec2Xml.Tags(group),
        ];
}
