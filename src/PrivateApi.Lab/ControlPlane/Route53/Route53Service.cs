using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Route 53: hosted zones, their VPCs and records, as far as names of private APIs need them. One state per account.</summary>
internal sealed class Route53Service : IAwsService
{
    public string SigningName => "route53";

    public LabResponse Handle(ServiceCall call)
    {
        Route53Call given = new(call);
        string[] path = [.. call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString)];
        return (call.Request.Method, path) switch
        {
            ("POST", ["hostedzone"]) => ZoneOperations.Create(given),
            ("GET", ["hostedzone"]) => ZoneLists.List(given),
            ("GET", ["hostedzone", string id]) => ZoneOperations.Get(given, id),
            ("DELETE", ["hostedzone", string id]) => ZoneOperations.Delete(given, id),
            ("GET", ["hostedzonesbyname"]) => ZoneLists.ByName(given),
            ("GET", ["hostedzonesbyvpc"]) => ZoneLists.ByVpc(given),
            ("POST", ["hostedzone", string id, "associatevpc"]) => ZoneVpcs.Associate(given, id),
            ("POST", ["hostedzone", string id, "disassociatevpc"]) => ZoneVpcs.Disassociate(given, id),
            ("POST", ["hostedzone", string id, "rrset"]) => RecordOperations.Change(given, id),
            ("GET", ["hostedzone", string id, "rrset"]) => RecordOperations.List(given, id),
            ("GET", ["change", string id]) => ZoneOperations.GetChange(given, id),
            ("GET", ["tags", string type, string id]) => ZoneTags.List(given, type, id),
            ("POST", ["tags", string type, string id]) => ZoneTags.Change(given, type, id),
            _ => throw new AwsFault(
                404,
                "UnknownOperationException",
                $"The lab's Route 53 has no operation {call.Request.Method} {call.Request.RawPath}."
            ),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) =>
        Route53Call.Signed(call, QueryAnswer.Refuse(call, Route53Call.Space, fault));
}
