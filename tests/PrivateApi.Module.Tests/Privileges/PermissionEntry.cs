using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Privileges;

/// <summary>
/// One line of a policy, made of what was recorded: an action on a kind of resource, under the narrowest condition that all
/// recorded uses meet.
/// </summary>
internal sealed partial record PermissionEntry(string Action, string Resource, string Condition)
{
    private const string Ours = "/privateapi:name";

    /// <summary>The entries that allow exactly what was asked, in a stable order.</summary>
    public static IReadOnlyList<PermissionEntry> Of(IEnumerable<LabQuestion> questions) =>
        [
            .. questions
                .GroupBy(question => (question.Action, Resource: Pattern(question.Resource)))
                .Select(group => new PermissionEntry(group.Key.Action, group.Key.Resource, ConditionOf(group.Key.Action, [.. group])))
                .OrderBy(entry => entry.Action, StringComparer.Ordinal)
                .ThenBy(entry => entry.Resource, StringComparer.Ordinal),
        ];

    // Ids give way to wildcards, names of ours to their prefix. An API's id has ten characters (developer guide, "API Gateway
    // identity-based policy examples", scopes to private APIs in the same way).
    private static string Pattern(string resource)
    {
        string text = Account().Replace(resource, ":*:").Replace(":eu-west-1:", ":*:", StringComparison.Ordinal);
        return text switch
        {
            // Whether an ARN in the path has the account of a private domain name is not documented: both forms are allowed.
            _ when text.Contains("%2Fdomainname", StringComparison.Ordinal) => text.Replace(
                "eu-west-1%3A%3A",
                "*",
                StringComparison.Ordinal
            ),
            _ when text.Contains("::/tags/", StringComparison.Ordinal) => TaggedApi()
                .Replace(text.Replace("eu-west-1", "*", StringComparison.Ordinal), "%2Frestapis%2F*"),
            _ when text.Contains("/domainname", StringComparison.Ordinal) => DomainChild()
                .Replace(Source().Replace(DomainName().Replace(text, WithoutId), "/$1/*"), "/$1/*"),
            _ when text.Contains(":apigateway:", StringComparison.Ordinal) => Plan()
                .Replace(Child().Replace(Api().Replace(text, "/restapis/??????????"), "/$1/*"), "/$1/*"),
            _ when text.Contains(":route53resolver:", StringComparison.Ordinal) => text[..(text.LastIndexOf('/') + 1)] + "*",
            _ when text.Contains(":role/", StringComparison.Ordinal) || text.Contains(":function:", StringComparison.Ordinal) => Probe()
                .Replace(text, "privateapi-probe-*"),
            _ when text.Contains(":ec2:", StringComparison.Ordinal) || IsZone(text) => text[..(text.LastIndexOf('/') + 1)] + "*",
            _ => text,
        };
    }

    private static string ConditionOf(string action, LabQuestion[] uses)
    {
        bool reads = ReadAction().IsMatch(action);
        List<string> tests = [];
        if (!reads && !action.StartsWith("iam:", StringComparison.Ordinal) && Always(uses, "aws:RequestTag" + Ours))
        {
            tests.Add($"Null aws:RequestTag{Ours} false");
        }
        else if (!reads && !action.StartsWith("iam:", StringComparison.Ordinal) && Always(uses, "aws:ResourceTag" + Ours))
        {
            tests.Add($"Null aws:ResourceTag{Ours} false");
        }

        if (Always(uses, "ec2:CreateAction"))
        {
            tests.Add(
                "StringEquals ec2:CreateAction "
                    + string.Join(',', uses.SelectMany(use => use.Keys["ec2:CreateAction"]).Distinct().Order(StringComparer.Ordinal))
            );
        }

        if (action == "iam:PassRole")
        {
            tests.Add(
                "StringEquals iam:PassedToService " + string.Join(',', uses.SelectMany(use => use.Keys["iam:PassedToService"]).Distinct())
            );
        }

        if (action == "apigateway:POST" && uses.All(use => use.Resource.EndsWith("/restapis", StringComparison.Ordinal)))
        {
            tests.Add(
                "ForAnyValue:StringEquals apigateway:Request/EndpointType "
                    + string.Join(',', uses.SelectMany(use => use.Keys["apigateway:Request/EndpointType"]).Distinct())
            );
        }

        if (action == "ec2:CreateVpcEndpoint" && Always(uses, "ec2:VpceServiceName"))
        {
            tests.Add("StringLike ec2:VpceServiceName com.amazonaws.*.execute-api");
        }

        return string.Join("; ", tests);
    }

    private static bool Always(LabQuestion[] uses, string key) => uses.All(use => use.Keys.ContainsKey(key));

    [GeneratedRegex(":[0-9]{12}:")]
    private static partial Regex Account();

    [GeneratedRegex("%2Frestapis%2F[a-z0-9]{10}(%2Fstages%2F[^%]+)?$")]
    private static partial Regex TaggedApi();

    [GeneratedRegex("/restapis/[a-z0-9]{10}")]
    private static partial Regex Api();

    [GeneratedRegex("/(stages|deployments|resources|authorizers|vpclinks)/.+$")]
    private static partial Regex Child();

    private static bool IsZone(string text) =>
        text.Contains("hostedzone/", StringComparison.Ordinal) || text.Contains(":::change/", StringComparison.Ordinal);

    // A private name's id stays visible as +*: its ARN is another kind of resource than a public name's.
    private static string WithoutId(Match name) => $"/{name.Groups[1].Value}/*{(name.Groups[2].Success ? "+*" : string.Empty)}";

    [GeneratedRegex("/(domainnames?)/[^/+]+(\\+[a-z0-9]+)?")]
    private static partial Regex DomainName();

    [GeneratedRegex("/(basepathmappings|routingrules)/.+$")]
    private static partial Regex DomainChild();

    [GeneratedRegex("/(vpcesource)/.+$")]
    private static partial Regex Source();

    [GeneratedRegex("/(usageplans|apikeys|keys)/[a-z0-9]+")]
    private static partial Regex Plan();

    [GeneratedRegex("privateapi-probe-.*$")]
    private static partial Regex Probe();

    [GeneratedRegex(":(Describe|Get|List|Search|Filter|GET)")]
    private static partial Regex ReadAction();
}
