using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.Faults;

/// <summary>
/// EC2's eventual consistency: what was created a moment ago is not visible yet. A read of its id is told that it does not
/// exist; lists leave it out, with filters or without (EC2 developer guide, "Eventual consistency in the Amazon EC2 API";
/// EC2 API reference, "Filter": "returns only results that match").
/// </summary>
internal sealed partial class ReadLag(TimeSpan lag)
{
    private static readonly Ec2Kind[] Kinds =
    [
        Ec2Kind.VpcEndpoint,
        Ec2Kind.Vpc,
        Ec2Kind.Subnet,
        Ec2Kind.SecurityGroup,
        Ec2Kind.NetworkInterface,
        Ec2Kind.RouteTable,
        Ec2Kind.InternetGateway,
        Ec2Kind.NetworkAcl,
    ];

    /// <exception cref="AwsFault">A read asks for an id that is too new.</exception>
    public void Check(ServiceCall call, string service, string operation)
    {
        if (lag == TimeSpan.Zero || service != "ec2" || !OperationName.IsRead(operation))
        {
            return;
        }

        // A filter asks for what matches; if nothing does, the answer is empty.
        Ec2State state = call.State<Ec2State>();
        foreach ((string key, string value) in new QueryForm(call.Request).Values)
        {
            if (
                !key.StartsWith("Filter.", StringComparison.Ordinal)
                && !state.Shows(value)
                && Kinds.FirstOrDefault(kind => value.StartsWith(kind.Prefix + "-", StringComparison.Ordinal)) is { } young
            )
            {
                throw young.NotFound(value);
            }
        }
    }

    /// <summary>Records the ids that are in a change's answer and not in its request: they are new.</summary>
    public void Note(ServiceCall call, string service, bool isRead, LabResponse response)
    {
        if (lag == TimeSpan.Zero || service != "ec2" || isRead)
        {
            return;
        }

        Ec2State state = call.State<Ec2State>();
        foreach (Match id in Id().Matches(System.Text.Encoding.UTF8.GetString(response.Body)))
        {
            if (!call.Request.BodyText.Contains(id.Value, StringComparison.Ordinal) && !state.ShownFrom.ContainsKey(id.Value))
            {
                state.ShownFrom.Set(id.Value, call.Store.Now + lag);
            }
        }
    }

    [GeneratedRegex("(vpce|vpc|subnet|sg|eni|rtb|igw|acl)-[0-9a-f]{17}")]
    private static partial Regex Id();
}
