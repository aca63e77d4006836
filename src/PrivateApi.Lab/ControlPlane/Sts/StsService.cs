using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Sts;

/// <summary>Security Token Service: who am I.</summary>
internal sealed class StsService : IAwsService
{
    private static readonly XNamespace Space = "https://sts.amazonaws.com/doc/2011-06-15/";

    public string SigningName => "sts";

    public LabResponse Handle(ServiceCall call) => new QueryForm(call.Request).Action switch
    {
        "GetCallerIdentity" => GetCallerIdentity(call),
        string action => throw new AwsFault(400, "InvalidAction", $"Could not find operation {action} for version 2011-06-15"),
    };

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => LabResponse.Xml(fault.Status, new XElement(
        Space + "ErrorResponse",
        new XElement(Space + "Error", new XElement(Space + "Type", "Sender"), new XElement(Space + "Code", fault.Code), new XElement(Space + "Message", fault.Message)),
        new XElement(Space + "RequestId", call.RequestId)).ToString(SaveOptions.DisableFormatting));

    private static LabResponse GetCallerIdentity(ServiceCall call)
    {
        State.LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        return LabResponse.Xml(200, new XElement(
            Space + "GetCallerIdentityResponse",
            new XElement(
                Space + "GetCallerIdentityResult",
                new XElement(Space + "Arn", principal.Arn(call.Partition)),
                new XElement(Space + "UserId", principal.UserId),
                new XElement(Space + "Account", principal.AccountId)),
            new XElement(Space + "ResponseMetadata", new XElement(Space + "RequestId", call.RequestId))).ToString(SaveOptions.DisableFormatting));
    }
}
