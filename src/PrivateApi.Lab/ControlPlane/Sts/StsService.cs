using System.Xml.Linq;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Sts;

/// <summary>Security Token Service: who the caller is, and keys for another principal.</summary>
internal sealed class StsService : IAwsService
{
    private static readonly XNamespace Space = "https://sts.amazonaws.com/doc/2011-06-15/";

    public string SigningName => "sts";

    public LabResponse Handle(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        return form.Action switch
        {
            "GetCallerIdentity" => GetCallerIdentity(call),
            "AssumeRole" => QueryAnswer.Ok(call, Space, "AssumeRole", [.. StsSessions.AssumeRole(call, form)]),
            "AssumeRoleWithWebIdentity" => QueryAnswer.Ok(
                call,
                Space,
                "AssumeRoleWithWebIdentity",
                [.. StsSessions.AssumeRoleWithWebIdentity(call, form)]
            ),
            "GetSessionToken" => QueryAnswer.Ok(
                call,
                Space,
                "GetSessionToken",
                StsSessions.Issue(call, form, call.Store.PrincipalOf(call.AccessKey), longest: 129600, usual: 43200)
            ),
            "GetAccessKeyInfo" => QueryAnswer.Ok(
                call,
                Space,
                "GetAccessKeyInfo",
                new XElement("Account", call.Store.AccountOf(StsSessions.Required(form, "AccessKeyId")))
            ),
            string action => throw new AwsFault(400, "InvalidAction", $"Could not find operation {action} for version 2011-06-15"),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => QueryAnswer.Refuse(call, Space, fault);

    private static LabResponse GetCallerIdentity(ServiceCall call)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        return QueryAnswer.Ok(
            call,
            Space,
            "GetCallerIdentity",
            new XElement("Arn", principal.Arn(call.Partition)),
            new XElement("UserId", principal.UserId),
            new XElement("Account", principal.AccountId)
        );
    }
}
