using PrivateApi.Lab.ControlPlane.Ec2.Actions;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Iam;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Creates an instance with its interface, from the parameters of RunInstances.</summary>
internal static class InstanceFactory
{
    private const string Interface = "NetworkInterface.1.";

    public static LabInstance Create(Ec2Call call, string imageId, string reservationId, int index)
    {
        LabSubnet subnet = Subnet(call);
        List<string> groups = NetworkInterfaceActions.Groups(
            call,
            subnet.VpcId,
            call.Form.List(Interface + "SecurityGroupId") is { Count: > 0 } own ? own : call.Form.List("SecurityGroupId")
        );
        LabInstanceProfile? profile = Profile(call);
        string? wish = index > 0 ? null : call[Interface + "PrivateIpAddress"] ?? call["PrivateIpAddress"];
        string? address = wish is null ? null : InterfaceFactory.Claim(call.State, subnet, wish);
        IReadOnlyDictionary<string, string> tags = Tags(call);
        LabNetworkInterface face = InterfaceFactory.Create(
            call.State,
            subnet,
            groups,
            new InterfaceFactory.Purpose(
                "interface",
                call[Interface + "Description"] ?? string.Empty,
                null,
                address,
                subnet.AssignIpv6AddressOnCreation
            ),
            call.Now
        );
        LabInstance made = new(call.NewId("i"), call.AccountId)
        {
            ReservationId = reservationId,
            LaunchIndex = index,
            ImageId = imageId,
            InstanceType = call["InstanceType"] ?? "m1.small",
            Interface = face,
            ProfileArn = profile?.Arn,
            ProfileId = profile?.Id,
            CreatedAt = call.Now,
            RunningAt = call.Now + call.Store.Options.PendingTime,
        };
        face.AttachmentId = call.NewId("eni-attach");
        face.InstanceId = made.Id;
        Ec2Tags.Put(made, tags);
        call.State.Instances.Add(made.Id, made);
        return made;
    }

    private static LabSubnet Subnet(Ec2Call call)
    {
        string? id = call[Interface + "SubnetId"] ?? call["SubnetId"];
        return id is not null
            ? Ec2Kind.Subnet.Find(call.State.Subnets, id)
            : call.State.Subnets.Values.Where(subnet => subnet.DefaultForAz)
                .OrderBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal)
                .FirstOrDefault()
                ?? throw new AwsFault(
                    400,
                    "VPCIdNotSpecified",
                    "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC."
                );
    }

    private static LabInstanceProfile? Profile(Ec2Call call)
    {
        SortedDictionary<string, LabInstanceProfile> all = call.Store.Get<IamState>(call.AccountId, "*").InstanceProfiles;
        return (call["IamInstanceProfile.Name"], call["IamInstanceProfile.Arn"]) switch
        {
            (null, null) => null,
            (string name, _) => all.GetValueOrDefault(name)
                ?? throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Value ({name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"
                ),
            (_, string arn) => all.Values.FirstOrDefault(profile => profile.Arn == arn)
                ?? throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Value ({arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN"
                ),
        };
    }

    /// <summary>Tags of the instance; RunInstances also accepts specifications for volumes and interfaces, which the lab ignores.</summary>
    private static Dictionary<string, string> Tags(Ec2Call call)
    {
        IEnumerable<(string Key, string Value)> tags = call
            .Form.Indexes("TagSpecification")
            .Where(prefix => call[prefix + ".ResourceType"] == "instance")
            .SelectMany(prefix => Ec2Tags.Read(call, prefix + ".Tag"));
        return tags.ToDictionary(tag => tag.Key, tag => tag.Value);
    }
}
