using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.Faults;

/// <summary>EC2's eventual consistency: what was made a moment ago is not found yet by those who ask for its id.</summary>
internal sealed partial class ReadLag(TimeSpan lag)
{
    private static readonly Ec2Kind[] Kinds =
        [Ec2Kind.VpcEndpoint, Ec2Kind.Vpc, Ec2Kind.Subnet, Ec2Kind.SecurityGroup, Ec2Kind.NetworkInterface, Ec2Kind.RouteTable, Ec2Kind.InternetGateway, Ec2Kind.NetworkAcl];

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <exception cref="AwsFault">A read asks for an id that is too young.</exception>
    public void Check(ServiceCall call, string service, string operation)
    {
        if (lag == TimeSpan.Zero || service != "ec2" || !OperationName.IsRead(call.Request, operation))
        {
            return;
        }

        foreach (Match id in Id().Matches(call.Request.BodyText))
        {
            if (_seen.TryGetValue(id.Value, out DateTimeOffset seen) && call.Store.Now < seen)
            {
                throw Kinds.First(kind => id.Value.StartsWith(kind.Prefix + "-", StringComparison.Ordinal)).NotFound(id.Value);
            }
        }
    }

    /// <summary>Notes the ids that a change answers with and was not asked about: they are new.</summary>
    public void Note(ServiceCall call, string service, bool isRead, LabResponse response)
    {
        if (lag == TimeSpan.Zero || service != "ec2" || isRead)
        {
            return;
        }

        foreach (Match id in Id().Matches(System.Text.Encoding.UTF8.GetString(response.Body)))
        {
            if (!call.Request.BodyText.Contains(id.Value, StringComparison.Ordinal))
            {
                _seen.TryAdd(id.Value, call.Store.Now + lag);
            }
        }
    }

    [GeneratedRegex("(vpce|vpc|subnet|sg|eni|rtb|igw|acl)-[0-9a-f]{17}")]
    private static partial Regex Id();
}
