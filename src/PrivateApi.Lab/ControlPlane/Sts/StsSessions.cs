using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Sts;

/// <summary>
/// Temporary keys. Trust policies are not evaluated: a role that exists can be assumed, with EnforceIam by anybody who may
/// sts:AssumeRole.
/// </summary>
internal static partial class StsSessions
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static IEnumerable<object> AssumeRole(ServiceCall call, QueryForm form) =>
        Assume(
            call,
            form,
            () =>
                new AwsFault(
                    403,
                    "AccessDenied",
                    $"User: {call.Store.PrincipalOf(call.AccessKey).Arn(call.Partition)} is not authorized to "
                        + $"perform: sts:AssumeRole on resource: {form["RoleArn"]}"
                )
        );

    public static IEnumerable<object> AssumeRoleWithWebIdentity(ServiceCall call, QueryForm form)
    {
        Required(form, "WebIdentityToken");
        return
        [
            .. Assume(call, form, () => new AwsFault(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")),
            new XElement("SubjectFromWebIdentityToken", "lab"),
            new XElement("Audience", "sts.amazonaws.com"),
            new XElement("Provider", "lab"),
        ];
    }

    /// <summary>Keys for a principal, stored in the lab.</summary>
    public static XElement Issue(ServiceCall call, QueryForm form, LabPrincipal principal, int longest, int usual)
    {
        int seconds = form.Integer("DurationSeconds") ?? usual;
        if (seconds < 900 || seconds > longest)
        {
            throw Invalid(
                "durationSeconds",
                seconds.ToString(CultureInfo.InvariantCulture),
                $"Member must have value between 900 and {longest}"
            );
        }

        string key = "ASIA" + call.Store.Ids.Iam(string.Empty)[..16];
        call.Store.IssueSession(key, principal);
        return new XElement(
            "Credentials",
            new XElement("AccessKeyId", key),
            new XElement("SecretAccessKey", call.Store.Ids.Take(Base64, 40)),
            new XElement("SessionToken", call.Store.Ids.Take(Base64, 200)),
            new XElement("Expiration", QueryAnswer.Time(call.Store.Now.AddSeconds(seconds)))
        );
    }

    public static string Required(QueryForm form, string name) =>
        form[name] is { Length: > 0 } value
            ? value
            : throw Invalid(char.ToLowerInvariant(name[0]) + name[1..], string.Empty, "Member must not be null");

    private static IEnumerable<object> Assume(ServiceCall call, QueryForm form, Func<AwsFault> refusal)
    {
        string session = Required(form, "RoleSessionName");
        if (session.Length is < 2 or > 64)
        {
            throw Invalid("roleSessionName", session, "Member must have length between 2 and 64");
        }

        if (!SessionName().IsMatch(session))
        {
            throw Invalid("roleSessionName", session, @"Member must satisfy regular expression pattern: [\w+=,.@-]*");
        }

        string[] arn = Required(form, "RoleArn").Split(':', 6);
        if (arn is not ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }])
        {
            throw new AwsFault(400, "ValidationError", $"{form["RoleArn"]} is invalid");
        }

        // A role can belong to another account: its account is in its ARN.
        LabRole role =
            call.Store.Get<IamState>(arn[4], "*").Roles.Values.FirstOrDefault(role => role.Arn == form["RoleArn"]) ?? throw refusal();
        IReadOnlyList<string> transitive = Transitive(call, form);
        LabPrincipal principal = new(arn[4], $"assumed-role/{role.Name}/{session}", $"{role.Id}:{session}", "sts")
        {
            TransitiveTagKeys = transitive,
        };
        XElement credentials = Issue(call, form, principal, role.MaxSessionDuration, 3600);
        return
        [
            credentials,
            new XElement(
                "AssumedRoleUser",
                new XElement("AssumedRoleId", principal.UserId),
                new XElement("Arn", principal.Arn(call.Partition))
            ),
        ];
    }

    /// <summary>Keys of the session's tags that go on to the next session; those of the calling one cannot be set again.</summary>
    private static IReadOnlyList<string> Transitive(ServiceCall call, QueryForm form)
    {
        List<string> keys = [.. form.Indexes("Tags").Select(tag => form[tag + ".Key"] ?? string.Empty)];
        if (keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < keys.Count)
        {
            throw new AwsFault(400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }

        IReadOnlyList<string> given = form.List("TransitiveTagKeys");
        if (given.Except(keys, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw new AwsFault(400, "InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.");
        }

        IReadOnlyList<string> inherited = call.Store.PrincipalOf(call.AccessKey).TransitiveTagKeys;
        return keys.Intersect(inherited, StringComparer.OrdinalIgnoreCase).Any()
            ? throw new AwsFault(
                400,
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from "
                    + "the calling session."
            )
            : [.. inherited, .. given];
    }

    private static AwsFault Invalid(string member, string value, string constraint) =>
        new(
            400,
            "ValidationError",
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
        );

    [GeneratedRegex(@"^[\w+=,.@-]*$", RegexOptions.ECMAScript)]
    private static partial Regex SessionName();
}
