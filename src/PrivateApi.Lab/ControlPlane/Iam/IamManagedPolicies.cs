using System.Xml.Linq;
using PrivateApi.Errors;
using PrivateApi.Lab.Http;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Managed policies of an account. The lab keeps one version of each.</summary>
internal static class IamManagedPolicies
{
    // IAM user guide, "IAM and AWS STS quotas": managed policy size; white space is not counted.
    private const int LargestPolicy = 6144;

    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Name(form, "PolicyName", 128);
        string path = form["Path"] ?? "/";
        string arn = $"arn:{call.Partition}:iam::{call.AccountId}:policy{path}{name}";
        SortedDictionary<string, LabManagedPolicy> all = call.GlobalState<IamUserState>().Policies;
        if (all.ContainsKey(arn))
        {
            throw new AwsFault(409, "EntityAlreadyExists", $"A policy called {name} already exists. Duplicate names are not allowed.");
        }

        string document = Document(form);
        if (document.Count(letter => !char.IsWhiteSpace(letter)) > LargestPolicy)
        {
            throw new AwsFault(409, "LimitExceeded", $"Cannot exceed quota for PolicySize: {LargestPolicy}");
        }

        LabManagedPolicy made = new(name, path, call.Store.Ids.Iam("ANPA"), arn, document, call.Store.Now);
        all.Add(arn, made);
        return QueryAnswer.Ok(call, IamService.Space, "CreatePolicy", new XElement("Policy", Show(call, made)));
    }

    public static LabResponse Get(ServiceCall call, QueryForm form) =>
        QueryAnswer.Ok(call, IamService.Space, "GetPolicy", new XElement("Policy", Show(call, Find(call, form))));

    public static LabResponse GetVersion(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy found = Find(call, form);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "GetPolicyVersion",
            new XElement(
                "PolicyVersion",
                new XElement("Document", Uri.EscapeDataString(found.Document)),
                new XElement("VersionId", "v1"),
                new XElement("IsDefaultVersion", "true"),
                new XElement("CreateDate", QueryAnswer.Time(found.Created))
            )
        );
    }

    public static LabResponse ListVersions(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy found = Find(call, form);
        XElement version = new(
            "member",
            new XElement("VersionId", "v1"),
            new XElement("IsDefaultVersion", "true"),
            new XElement("CreateDate", QueryAnswer.Time(found.Created))
        );
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "ListPolicyVersions",
            new XElement("Versions", version),
            new XElement("IsTruncated", "false")
        );
    }

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<LabManagedPolicy> found, XElement?[] paging) = IamRules.Page(form, call.GlobalState<IamUserState>().Policies.Values);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "ListPolicies",
            QueryAnswer.List("Policies", found, policy => Show(call, policy)),
            paging
        );
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy found = Find(call, form);
        if (!call.GlobalState<IamUserState>().Policies.ContainsKey(found.Arn))
        {
            throw new AwsFault(403, "AccessDenied", $"The policy {found.Arn} belongs to AWS and cannot be deleted.");
        }

        if (Attachments(call, found.Arn) > 0)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        }

        call.GlobalState<IamUserState>().Policies.Remove(found.Arn);
        return QueryAnswer.Ok(call, IamService.Space, "DeletePolicy");
    }

    /// <summary>A policy text in a request that IAM would accept as an identity policy.</summary>
    public static string Document(QueryForm form)
    {
        string text = IamRules.Policy(form, "PolicyDocument", isTrust: false);
        try
        {
            PolicyDocument.ParseIdentity(text);
            return text;
        }
        catch (PrivateApiException e)
        {
            throw new AwsFault(400, "MalformedPolicyDocument", $"Syntax errors in policy. {e.Message}");
        }
    }

    private static LabManagedPolicy Find(ServiceCall call, QueryForm form)
    {
        string arn = IamRules.Required(form, "PolicyArn");
        return call.GlobalState<IamUserState>().Policies.GetValueOrDefault(arn)
            ?? AwsManagedPolicies.Find(call, arn)
            ?? throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} was not found.");
    }

    private static int Attachments(ServiceCall call, string arn) =>
        call.GlobalState<IamUserState>().Users.Values.Count(user => user.Attached.Contains(arn))
        + call.GlobalState<IamUserState>().Groups.Values.Count(group => group.Attached.Contains(arn))
        + call.GlobalState<IamState>().Roles.Values.Count(role => role.Attached.Contains(arn));

    private static IEnumerable<XElement> Show(ServiceCall call, LabManagedPolicy policy) =>
        [
            new XElement("PolicyName", policy.Name),
            new XElement("PolicyId", policy.Id),
            new XElement("Arn", policy.Arn),
            new XElement("Path", policy.Path),
            new XElement("DefaultVersionId", "v1"),
            new XElement("AttachmentCount", Attachments(call, policy.Arn)),
            new XElement("PermissionsBoundaryUsageCount", 0),
            new XElement("IsAttachable", "true"),
            new XElement("CreateDate", QueryAnswer.Time(policy.Created)),
            new XElement("UpdateDate", QueryAnswer.Time(policy.Created)),
        ];
}
