using System.Globalization;
using System.Xml.Linq;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>Reads IAM's answers.</summary>
internal static class IamXml
{
    public static TResponse Nothing<TResponse>(XElement result)
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(result);
        return new TResponse();
    }

    public static CreateRoleResponse CreateRole(XElement result) => new() { Role = Role(result.Element("Role")) };

    public static GetRoleResponse GetRole(XElement result) => new() { Role = Role(result.Element("Role")) };

    public static GetRolePolicyResponse GetRolePolicy(XElement result) =>
        new()
        {
            RoleName = Text(result, "RoleName"),
            PolicyName = Text(result, "PolicyName"),
            PolicyDocument = Text(result, "PolicyDocument"),
        };

    public static ListRolePoliciesResponse ListRolePolicies(XElement result) =>
        new()
        {
            PolicyNames = [.. Members(result, "PolicyNames").Select(member => member.Value)],
            IsTruncated = (bool?)result.Element("IsTruncated"),
            Marker = (string?)result.Element("Marker"),
        };

    public static ListAttachedRolePoliciesResponse ListAttachedRolePolicies(XElement result) =>
        new()
        {
            AttachedPolicies =
            [
                .. Members(result, "AttachedPolicies")
                    .Select(member => new AttachedPolicy
                    {
                        PolicyName = Text(member, "PolicyName"),
                        PolicyArn = Text(member, "PolicyArn"),
                    }),
            ],
            IsTruncated = (bool?)result.Element("IsTruncated"),
            Marker = (string?)result.Element("Marker"),
        };

    public static ListRoleTagsResponse ListRoleTags(XElement result) =>
        new()
        {
            Tags = Tags(result),
            IsTruncated = (bool?)result.Element("IsTruncated"),
            Marker = (string?)result.Element("Marker"),
        };

    public static GetUserResponse GetUser(XElement result)
    {
        XElement user = result.Element("User") ?? result;
        return new GetUserResponse
        {
            Arn = Text(user, "Arn"),
            UserId = Text(user, "UserId"),
            PermissionsBoundaryArn = (string?)user.Element("PermissionsBoundary")?.Element("PermissionsBoundaryArn"),
            Tags = Tags(user),
        };
    }

    public static NamesResponse PolicyNames(XElement result) =>
        Names(result, Members(result, "PolicyNames").Select(member => member.Value));

    public static NamesResponse GroupNames(XElement result) =>
        Names(result, Members(result, "Groups").Select(member => Text(member, "GroupName")));

    public static PolicyTextResponse PolicyDocument(XElement result) => new() { PolicyDocument = Text(result, "PolicyDocument") };

    public static GetPolicyResponse GetPolicy(XElement result) =>
        new() { DefaultVersionId = result.Element("Policy") is { } policy ? Text(policy, "DefaultVersionId") : string.Empty };

    public static PolicyTextResponse PolicyVersion(XElement result) =>
        new() { PolicyDocument = result.Element("PolicyVersion") is { } version ? Text(version, "Document") : string.Empty };

    private static NamesResponse Names(XElement result, IEnumerable<string> names) =>
        new() { Names = [.. names], Marker = (string?)result.Element("Marker") };

    private static Role Role(XElement? role) =>
        role is null
            ? new Role()
            : new Role
            {
                Path = Text(role, "Path"),
                RoleName = Text(role, "RoleName"),
                RoleId = Text(role, "RoleId"),
                Arn = Text(role, "Arn"),
                CreateDate = DateTime.Parse(
                    Text(role, "CreateDate"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
                ),
                AssumeRolePolicyDocument = (string?)role.Element("AssumeRolePolicyDocument"),
                Description = (string?)role.Element("Description"),
                MaxSessionDuration = (int?)role.Element("MaxSessionDuration"),
                PermissionsBoundary = role.Element("PermissionsBoundary") is { } boundary
                    ? new AttachedPermissionsBoundary
                    {
                        PermissionsBoundaryType = (string?)boundary.Element("PermissionsBoundaryType"),
                        PermissionsBoundaryArn = (string?)boundary.Element("PermissionsBoundaryArn"),
                    }
                    : null,
                Tags = Tags(role),
            };

    private static List<Tag> Tags(XElement parent) =>
        [.. Members(parent, "Tags").Select(member => new Tag { Key = Text(member, "Key"), Value = Text(member, "Value") })];

    private static IEnumerable<XElement> Members(XElement parent, string name) => parent.Element(name)?.Elements("member") ?? [];

    private static string Text(XElement parent, string name) => (string?)parent.Element(name) ?? string.Empty;
}
