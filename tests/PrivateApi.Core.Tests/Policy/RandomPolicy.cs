using System.Text.Json.Nodes;
using CsCheck;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>Policies and requests at random, from words that meet often enough to matter.</summary>
internal static class RandomPolicy
{
    public const string Account = "123456789012";
    public const string Other = "999999999999";

    public static readonly PolicyContext Api = new("aws", "eu-west-1", Account, "abc123def4");

    private static readonly string[] Callers =
    [
        "anonymous",
        $"arn:aws:iam::{Account}:role/caller",
        $"arn:aws:sts::{Account}:assumed-role/caller/s1",
        $"arn:aws:iam::{Account}:user/alice",
        $"arn:aws:iam::{Other}:role/other",
        "arn:aws:iam::555566667777:user/stranger",
        $"arn:aws:sts::{Account}:federated-user/alice",
        "lambda.amazonaws.com",
    ];

    private static readonly string[] Principals =
    [
        "\"*\"",
        "\"*\"",
        "\"*\"",
        "{\"AWS\":\"*\"}",
        $"{{\"AWS\":\"{Account}\"}}",
        $"{{\"AWS\":[\"arn:aws:iam::{Account}:role/caller\",\"{Other}\"]}}",
        $"{{\"AWS\":\"arn:aws:iam::{Account}:user/alice\"}}",
        "{\"Service\":\"lambda.amazonaws.com\"}",
        $"{{\"AWS\":\"arn:aws:sts::{Account}:assumed-role/caller/s1\"}}",
    ];

    private static readonly string[] Resources =
    [
        "*",
        "execute-api:/*",
        "execute-api:/demo/*",
        "execute-api:/*/GET/*",
        "execute-api:/demo/GET/pets",
        "execute-api:/demo/GET/pets/*",
        "execute-api:/d?mo/*/pets*",
        "arn:aws:execute-api:*:*:*",
        $"arn:aws:execute-api:eu-west-1:{Account}:*/*/POST/*",
        $"arn:aws:execute-api:eu-west-1:{Account}:abc*/prod/*",
        $"arn:aws:execute-api:eu-west-1:{Other}:abc123def4/*",
        $"arn:aws:execute-api:eu-west-1:{Account}:abc123def4/",
        "execute-api:/demo/GET/*7",
        "execute-api:/**/*s",
        $"arn:aws:execute-api:eu-west-1:{Account}:?bc123def4/demo/*",
    ];

    private static readonly string[] Suffixes =
    [
        "/demo/GET/pets",
        "/demo/GET/pets/7",
        "/prod/GET/",
        "/prod/POST/pets",
        "/dxmo/PUT/pets",
        "/demo/DELETE/admin",
        "/v1/GET/a/b/s",
        "/demo/GET/Pets",
        "/prod/GET/x7",
    ];

    private static readonly string[] Texts = ["vpce-1", "vpce-2", "VPCE-1", "vpce-12", "vpc-1", "alice", "", "o-1", "o-12", "a:b", "x/y"];

    private static readonly string[] Values = [.. Texts, "vpce-*", "*", "*-1", "vpce-?", "?", "*c*1*", "o-1*", "*:*"];

    private static readonly string[] Addresses =
    [
        "10.0.1.17",
        "10.0.200.4",
        "10.1.0.0",
        "203.0.113.9",
        "2001:db8:1::10",
        "fd00::1",
        "0.0.0.0",
        "255.255.255.255",
        "::",
    ];

    private static readonly string[] Ranges =
    [
        "10.0.0.0/16",
        "10.0.1.16/28",
        "203.0.113.0/29",
        "10.0.1.17",
        "0.0.0.0/0",
        "2001:db8::/32",
        "fd00::1/128",
        "::/0",
        "10.0.0.0/8",
    ];

    private static readonly string[] Dates = ["2026-01-01T00:00:00Z", "2027-06-01T12:00:00Z", "2026-11-22T10:00:00Z", "1795341600"];

    private static readonly string[] Arns =
    [
        $"arn:aws:iam::{Account}:role/caller",
        "arn:aws:iam::*:role/*",
        $"arn:aws:iam::{Other}:*",
        "arn:*:iam::*:user/al?ce",
    ];

    private static readonly string[] TextKeys = ["aws:SourceVpce", "aws:sourcevpc", "aws:UserAgent", "aws:Referer"];

    private static readonly string[] SignerKeys = ["aws:PrincipalOrgID", "aws:username", "aws:PrincipalTag/team"];

    public static Gen<PolicyDocument> Policy { get; } =
        Statement()
            .Array[1, 4]
            .Select(s =>
                PolicyDocument.Parse(new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. s]) }.ToJsonString())
            );

    public static Gen<AccessRequest> Request { get; } =
        from caller in Pick(Callers)
        from suffix in Pick(Suffixes)
        from text in Gen.Select(Pick(Texts), Gen.Bool).Array[TextKeys.Length]
        from signer in Gen.Select(Pick(Texts), Gen.Bool).Array[SignerKeys.Length]
        from paths in Pick(Texts).Array[0, 3]
        from addresses in Gen.Select(Pick(Addresses), Pick(Addresses), Gen.Int[0, 3])
        from date in Pick(Dates)
        from secure in Gen.Bool
        select Make(caller, suffix, text, signer, paths, addresses, date, secure);

    /// <summary>Policies of up to a hundred and twenty routes in a few statements, from words that meet often.</summary>
    public static Gen<PolicyDocument> Routes { get; } =
        (
            from allow in Gen.Int[0, 2]
            from routes in Route("*").Array[1, 40]
            from notResource in Gen.Int[0, 7]
            from condition in Gen.Bool
            select Make(
                allow > 0,
                "\"*\"",
                notPrincipal: false,
                "execute-api:Invoke",
                [.. routes.Select(r => "execute-api:" + r)],
                notResource == 0,
                condition ? [("StringEquals", "aws:SourceVpce", ["vpce-1"])] : []
            )
        )
            .Array[1, 3]
            .Select(s =>
                PolicyDocument.Parse(new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. s]) }.ToJsonString())
            );

    /// <summary>Requests on such routes.</summary>
    public static Gen<AccessRequest> RouteRequest { get; } =
        from route in Route("7")
        from vpce in Pick("vpce-1", "vpce-2")
        where route.Split('/', 4) is [_, not "7", "GET" or "PUT", _]
        select new AccessRequest
        {
            Resource = Api.ApiArn + route,
            Context = new RequestKeys { { "aws:SourceVpce", vpce } },
        };

    private static Gen<string> Route(string any) =>
        from stage in Pick("demo", "prod", any, any)
        from verb in Pick("GET", "PUT", "GET", any)
        from parts in Pick("a", "b", "ab", "orders", "GET", any, any).Array[1, 5]
        select any == "*"
            ? $"/{stage}/{verb}/{string.Join('/', parts)}"
            : $"/{(stage == any ? "test" : stage)}/{(verb == any ? "PUT" : verb)}/{string.Join('/', parts)}";

    private static AccessRequest Make(
        string caller,
        string suffix,
        (string, bool)[] text,
        (string, bool)[] signer,
        string[] paths,
        (string, string, int) addresses,
        string date,
        bool secure
    )
    {
        RequestKeys keys = new() { { "aws:CurrentTime", date }, { "aws:SecureTransport", secure ? "true" : "false" } };
        foreach ((string key, (string value, bool present)) in TextKeys.Zip(text))
        {
            keys.Add(key, present ? value : null);
        }

        if (caller.StartsWith("arn:", StringComparison.Ordinal))
        {
            keys.Add("aws:PrincipalAccount", caller.Split(':')[4]);
            keys.Add("aws:PrincipalArn", caller);
            keys.Add("aws:PrincipalOrgPaths", paths);
            foreach ((string key, (string value, bool present)) in SignerKeys.Zip(signer))
            {
                keys.Add(key, present ? value : null);
            }
        }

        keys.Add("aws:VpcSourceIp", addresses.Item3 > 0 ? addresses.Item1 : null);
        keys.Add("aws:SourceIp", addresses.Item3 > 2 ? addresses.Item2 : null);
        return new AccessRequest
        {
            Principal = caller,
            Resource = Api.ApiArn + suffix,
            Context = keys,
        };
    }

    private static Gen<string> Pick(params string[] from) => Gen.Int[0, from.Length - 1].Select(i => from[i]);

    private static Gen<JsonObject> Statement() =>
        from allow in Gen.Int[0, 2]
        from principal in Pick(Principals)
        from notPrincipal in Gen.Int[0, 11]
        from action in Pick("execute-api:Invoke", "execute-api:*", "*", "execute-api:Inv*", "execute-api:ManageConnections")
        from resources in Pick(Resources).Array[1, 2]
        from notResource in Gen.Int[0, 7]
        from conditions in Condition().Array[0, 3]
        select Make(allow > 0, principal, notPrincipal == 0 && principal != "\"*\"", action, resources, notResource == 0, conditions);

    private static JsonObject Make(
        bool allow,
        string principal,
        bool notPrincipal,
        string action,
        string[] resources,
        bool notResource,
        (string Op, string Key, string[] Values)[] conditions
    )
    {
        JsonObject statement = new()
        {
            ["Effect"] = allow ? "Allow" : "Deny",
            [notPrincipal ? "NotPrincipal" : "Principal"] = JsonNode.Parse(principal),
            ["Action"] = action,
            [notResource ? "NotResource" : "Resource"] = new JsonArray([.. resources.Select(r => (JsonNode)r)]),
        };
        JsonObject all = [];
        foreach ((string op, string key, string[] values) in conditions)
        {
            JsonObject keys = all[op] as JsonObject ?? [];
            keys[key] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
            all[op] = keys;
        }

        if (all.Count > 0)
        {
            statement["Condition"] = all;
        }

        return statement;
    }

    private static Gen<(string Op, string Key, string[] Values)> Condition()
    {
        Gen<string> ifExists = Pick("", "", "IfExists");
        Gen<string> set = Pick("", "", "", "ForAnyValue:", "ForAllValues:");
        Gen<(string, string, string[])> text =
            from prefix in set
            from op in Pick(
                "StringEquals",
                "StringNotEquals",
                "StringLike",
                "StringNotLike",
                "StringEqualsIgnoreCase",
                "StringNotEqualsIgnoreCase"
            )
            from suffix in ifExists
            from key in Pick([.. TextKeys, .. TextKeys, .. SignerKeys, "aws:PrincipalOrgPaths"])
            from values in Pick(Values).Array[1, 3]
            select (prefix + op + suffix, key, values);
        Gen<(string, string, string[])> address =
            from op in Pick("IpAddress", "NotIpAddress")
            from suffix in ifExists
            from key in Pick("aws:VpcSourceIp", "aws:VpcSourceIp", "aws:SourceIp")
            from values in Pick(Ranges).Array[1, 3]
            select (op + suffix, key, values);
        Gen<(string, string, string[])> date =
            from op in Pick("DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals")
            from values in Pick(Dates).Array[1, 2]
            select (op, "aws:CurrentTime", values);
        Gen<(string, string, string[])> arn =
            from op in Pick("ArnLike", "ArnNotLike", "ArnEqualsIfExists")
            from values in Pick(Arns).Array[1, 2]
            select (op, "aws:PrincipalArn", values);
        Gen<(string, string, string[])> account =
            from op in Pick("StringEquals", "StringNotEquals", "StringLike")
            from values in Pick(Account, Other, "1234*", "5555????7777").Array[1, 2]
            select (op, "aws:PrincipalAccount", values);
        Gen<(string, string, string[])> rest =
            from which in Gen.Int[0, 1]
            from value in Pick("true", "false")
            from key in Pick("aws:SourceVpce", "aws:VpcSourceIp", "aws:username", "aws:PrincipalOrgPaths")
            select which == 0 ? ("Bool", "aws:SecureTransport", [value]) : ("Null", key, new[] { value });
        return Gen.OneOf(text, text, text, address, date, arn, account, rest);
    }
}
