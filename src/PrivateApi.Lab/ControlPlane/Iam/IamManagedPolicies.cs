using System.Xml.Linq;
using PrivateApi.Errors;
using PrivateApi.Lab.Http;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Managed policies of an account.</summary>
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

        string document = Bounded(form);
        LabManagedPolicy made = new(name, path, call.Store.Ids.Iam("ANPA"), arn, document, call.Store.Now);
        all.Add(arn, made);
        return QueryAnswer.Ok(call, IamService.Space, "CreatePolicy", new XElement("Policy", Show(call, made)));
    }

    public static LabResponse Get(ServiceCall call, QueryForm form) =>
        QueryAnswer.Ok(call, IamService.Space, "GetPolicy", new XElement("Policy", Show(call, Find(call, form))));

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
        LabManagedPolicy found = FindOwn(call, form);
        if (Attachments(call, found.Arn) > 0)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        }

        if (found.Versions.Count > 1)
        {
            throw new AwsFault(
                409,
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
                    + "The default version is deleted with the policy."
            );
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

    /// <summary>The text of a managed policy, which is bounded.</summary>
    public static string Bounded(QueryForm form)
    {
        string document = Document(form);
        return document.Count(letter => !char.IsWhiteSpace(letter)) <= LargestPolicy
            ? document
            : throw new AwsFault(409, "LimitExceeded", $"Cannot exceed quota for PolicySize: {LargestPolicy}");
    }

    /// <summary>The policy that the parameters name, if the account may change it.</summary>
    public static LabManagedPolicy FindOwn(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy found = Find(call, form);
        return call.GlobalState<IamUserState>().Policies.ContainsKey(found.Arn)
            ? found
            : throw new AwsFault(403, "AccessDenied", $"The policy {found.Arn} belongs to AWS and cannot be changed.");
    }

    public static void Save(ServiceCall call, LabManagedPolicy policy) => call.GlobalState<IamUserState>().Policies[policy.Arn] = policy;

    /// <summary>The policy that the parameters name, the account's or AWS's.</summary>
    public static LabManagedPolicy Find(ServiceCall call, QueryForm form)
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
            new XElement("DefaultVersionId", policy.Versions.First(version => version.Number == policy.DefaultVersion).Id),
            new XElement("AttachmentCount", Attachments(call, policy.Arn)),
            new XElement("PermissionsBoundaryUsageCount", 0),
            new XElement("IsAttachable", "true"),
            new XElement("CreateDate", QueryAnswer.Time(policy.Created)),
            new XElement("UpdateDate", QueryAnswer.Time(policy.Updated)),
        ];
}
