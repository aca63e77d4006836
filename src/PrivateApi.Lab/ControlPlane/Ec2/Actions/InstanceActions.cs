using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Instances: places to call from, which Systems Manager can reach if they have an instance profile.</summary>
internal static class InstanceActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["RunInstances"] = RunInstances,
            ["DescribeInstances"] = DescribeInstances,
            ["TerminateInstances"] = TerminateInstances,
        };

    private static Ec2Filters<LabInstance> Filters(Ec2Call call) =>
        new()
        {
            ["instance-id"] = item => [item.Id],
            ["instance-state-code"] = item => [item.StateAt(call.Now).Code.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            ["instance-state-name"] = item => [item.StateAt(call.Now).Name],
            ["instance-type"] = item => [item.InstanceType],
            ["image-id"] = item => [item.ImageId],
            ["iam-instance-profile.arn"] = item => [item.ProfileArn],
            ["instance.group-id"] = item => item.Interface.SecurityGroupIds,
            ["network-interface.network-interface-id"] = item => [item.Interface.Id],
            ["private-ip-address"] = item => [item.Interface.PrivateIpAddress],
            ["reservation-id"] = item => [item.ReservationId],
            ["subnet-id"] = item => [item.Interface.SubnetId],
            ["vpc-id"] = item => [item.Interface.VpcId],
        };

    private static IEnumerable<XElement?> RunInstances(Ec2Call call)
    {
        int count =
            call.Form.Integer("MaxCount") ?? throw new AwsFault(400, "MissingParameter", "The request must contain the parameter MaxCount");
        if (count < 1 || call.Form.Integer("MinCount") is not { } least || least < 1 || least > count)
        {
            throw new AwsFault(400, "InvalidParameterValue", "MinCount must be at least 1 and no more than MaxCount.");
        }

        string imageId = call.Required("ImageId");
        string reservation = call.NewId("r");
        LabInstance first = call.Once(call.State.Instances, () => InstanceFactory.Create(call, imageId, reservation, 0));
        if (first.ReservationId == reservation)
        {
            foreach (int index in Enumerable.Range(1, count - 1))
            {
                InstanceFactory.Create(call, imageId, reservation, index);
            }
        }

        return Reservation(call, call.State.Instances.Values.Where(item => item.ReservationId == first.ReservationId));
    }

    private static IEnumerable<XElement?> DescribeInstances(Ec2Call call)
    {
        IReadOnlyList<string> ids = call.Form.List("InstanceId");
        IEnumerable<LabInstance> found =
            ids.Count > 0
                ? ids.Distinct().Select(id => Ec2Kind.Instance.Find(call.State.Instances, id)).ToList()
                : call.State.Instances.Values;
        return Ec2Listing.Page(
            call,
            Filters(call).Apply(call, found).GroupBy(item => item.ReservationId),
            "reservationSet",
            group => Reservation(call, group)
        );
    }

    private static IEnumerable<XElement?> TerminateInstances(Ec2Call call)
    {
        List<LabInstance> found =
        [
            .. call.Form.List("InstanceId").Distinct().Select(id => Ec2Kind.Instance.Find(call.State.Instances, id)),
        ];
        List<(LabInstance Item, (int, string) Before)> changes = [.. found.Select(item => (item, item.StateAt(call.Now)))];
        foreach (LabInstance item in found)
        {
            item.GoneAt ??= call.Now + call.Store.Options.DeletingTime;
            item.Interface.GoneAt ??= item.GoneAt;
        }

        return
        [
            Ec2Xml.Set(
                "instancesSet",
                changes.Select(change =>
                    new XElement?[]
                    {
                        new("instanceId", change.Item.Id),
                        State("currentState", change.Item.StateAt(call.Now)),
                        State("previousState", change.Before),
                    }
                )
            ),
        ];
    }

    private static IEnumerable<XElement?> Reservation(Ec2Call call, IEnumerable<LabInstance> instances)
    {
        List<LabInstance> all = [.. instances.OrderBy(item => item.LaunchIndex)];
        return
        [
            new XElement("reservationId", all[0].ReservationId),
            new XElement("ownerId", all[0].OwnerId),
            new XElement("groupSet"),
            Ec2Xml.Set("instancesSet", all.Select(item => InstanceXml.Render(call, item))),
        ];
    }

    private static XElement State(string name, (int Code, string Name) state) =>
        new(name, new XElement("code", state.Code), new XElement("name", state.Name));
}
