using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>The versions of managed policies, of which one applies (IAM user guide, "Versioning IAM policies").</summary>
internal static class IamPolicyVersions
{
    private const int MostVersions = 5;

    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy policy = IamManagedPolicies.FindOwn(call, form);
        string document = IamManagedPolicies.Bounded(form);
        if (policy.Versions.Count >= MostVersions)
        {
            throw new AwsFault(
                409,
                "LimitExceeded",
                $"A managed policy can have up to {MostVersions} versions. Before you create a new version, you must delete "
                    + "an existing version."
            );
        }

        bool isDefault = string.Equals(form["SetAsDefault"], "true", StringComparison.OrdinalIgnoreCase);
        LabPolicyVersion made = new(policy.LastNumber + 1, document, call.Store.Now);
        LabManagedPolicy changed = policy with { Versions = [.. policy.Versions, made], LastNumber = made.Number, Updated = made.Created };
        IamManagedPolicies.Save(call, isDefault ? WithDefault(changed, made) : changed);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "CreatePolicyVersion",
            new XElement("PolicyVersion", Show(made, isDefault, withDocument: false))
        );
    }

    public static LabResponse Get(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy policy = IamManagedPolicies.Find(call, form);
        LabPolicyVersion version = Find(policy, form);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "GetPolicyVersion",
            new XElement("PolicyVersion", Show(version, version.Number == policy.DefaultVersion, withDocument: true))
        );
    }

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy policy = IamManagedPolicies.Find(call, form);
        (IReadOnlyList<LabPolicyVersion> versions, XElement?[] paging) = IamRules.Page(form, policy.Versions.Reverse());
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "ListPolicyVersions",
            QueryAnswer.List("Versions", versions, version => Show(version, version.Number == policy.DefaultVersion, withDocument: false)),
            paging
        );
    }

    public static LabResponse SetDefault(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy policy = IamManagedPolicies.FindOwn(call, form);
        IamManagedPolicies.Save(call, WithDefault(policy, Find(policy, form)));
        return QueryAnswer.Ok(call, IamService.Space, "SetDefaultPolicyVersion");
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabManagedPolicy policy = IamManagedPolicies.FindOwn(call, form);
        LabPolicyVersion version = Find(policy, form);
        if (version.Number == policy.DefaultVersion)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete the default version of a policy.");
        }

        IamManagedPolicies.Save(call, policy with { Versions = [.. policy.Versions.Where(other => other != version)] });
        return QueryAnswer.Ok(call, IamService.Space, "DeletePolicyVersion");
    }

    private static LabManagedPolicy WithDefault(LabManagedPolicy policy, LabPolicyVersion version) =>
        policy with
        {
            DefaultVersion = version.Number,
            Document = version.Document,
        };

    private static LabPolicyVersion Find(LabManagedPolicy policy, QueryForm form)
    {
        string id = IamRules.Required(form, "VersionId");
        return policy.Versions.FirstOrDefault(version => version.Id == id)
            ?? throw new AwsFault(404, "NoSuchEntity", $"Policy {policy.Arn} version {id} does not exist or is not attachable.");
    }

    private static IEnumerable<XElement> Show(LabPolicyVersion version, bool isDefault, bool withDocument)
    {
        if (withDocument)
        {
            yield return new XElement("Document", Uri.EscapeDataString(version.Document));
        }

        yield return new XElement("VersionId", version.Id);
        yield return new XElement("IsDefaultVersion", isDefault ? "true" : "false");
        yield return new XElement("CreateDate", QueryAnswer.Time(version.Created));
    }
}
