using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Policies on aws:VpcSourceIp for a caller whose address is not known. IAM guide, "Policy evaluation logic": an explicit deny
/// overrides any allow, one Allow is enough without it, what nothing allows is denied.
/// </summary>
public sealed class UnknownAddressTests
{
    private const string Role = "arn:aws:sts::123456789012:assumed-role/caller/session";
    private const string Inside = """{"IpAddress":{"aws:VpcSourceIp":"10.0.9.0/24"}}""";
    private const string Outside = """{"NotIpAddress":{"aws:vpcsourceip":"10.0.9.0/24"}}""";

    [Theory]
    [InlineData("allow, deny pets, deny outsiders", CheckStatus.Failed, "ExplicitlyDenied by \"deny pets\"")]
    [InlineData("allow, deny outsiders, deny pets", CheckStatus.Failed, "ExplicitlyDenied by \"deny pets\"")]
    [InlineData("allow insiders, deny pets", CheckStatus.Failed, "ExplicitlyDenied by \"deny pets\"")]
    [InlineData("allow insiders orders", CheckStatus.Failed, "no statement allows it")]
    [InlineData("allow insiders orders, deny insiders orders", CheckStatus.Failed, "no statement allows it")]
    [InlineData("allow, allow insiders", CheckStatus.Passed, "Allowed by \"allow\"")]
    [InlineData("allow insiders, allow", CheckStatus.Passed, "Allowed by \"allow\"")]
    [InlineData("allow, deny insiders orders", CheckStatus.Passed, "Allowed by \"allow\"")]
    [InlineData("allow insiders", CheckStatus.Skipped, "tests aws:VpcSourceIp")]
    [InlineData("allow, deny outsiders", CheckStatus.Skipped, "tests aws:VpcSourceIp")]
    [InlineData("allow insiders, deny outsiders", CheckStatus.Skipped, "tests aws:VpcSourceIp")]
    [InlineData("deny outsiders", CheckStatus.Skipped, "tests aws:VpcSourceIp")]
    [InlineData("allow address", CheckStatus.Skipped, "tests aws:VpcSourceIp")]
    public void Only_what_hangs_on_the_address_is_left_open(string statements, CheckStatus status, string words)
    {
        string policy = Policy(statements.Split(", "));
        Verdict verdict = status switch
        {
            CheckStatus.Failed => Verdict.Blocked,
            CheckStatus.Passed => Verdict.Reachable,
            _ => Verdict.Unknown,
        };
        Deployed(policy).Expect(CheckName.ResourcePolicy, status, words).Expect(verdict);
        Scene
            .Open()
            .From(_ => Caller.Nobody)
            .WithEndpoint(item => item with { Policy = policy })
            .Expect(CheckName.EndpointPolicy, status, words)
            .Expect(verdict);
    }

    [Fact]
    public void What_an_allow_for_some_addresses_leaves_unsaid_the_methods_authorization_may_still_allow()
    {
        Scene scene = Deployed(Policy("allow insiders orders"))
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call => call with { Principal = Role, Identity = Effect.Allowed });
        scene.Expect(CheckName.ResourcePolicy, CheckStatus.Passed, "the method's authorization alone decides").Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_deny_of_the_signer_settles_it_only_where_the_method_wants_a_signature()
    {
        Scene scene = Deployed(Policy("allow", "deny outsiders", "deny signer")).Calling(call => call with { Principal = Role });
        scene.Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "tests aws:VpcSourceIp").Expect(Verdict.Unknown).ExpectNoPrediction();
        scene
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "ExplicitlyDenied by \"deny signer\"")
            .Expect(Verdict.Blocked);
    }

    private static Scene Deployed(string policy) =>
        Scene
            .Open()
            .From(_ => Caller.Nobody)
            .WithApi(api => api with { Policy = policy })
            .WithStage(stage => stage with { ExportedPolicy = policy });

    private static string Policy(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements.Select(Statement))}}]}""";

    private static string Statement(string sid)
    {
        string effect = sid.StartsWith("allow", StringComparison.Ordinal) ? "Allow" : "Deny";
        string principal = sid.EndsWith("signer", StringComparison.Ordinal) ? $$"""{"AWS":"{{Role}}"}""" : "\"*\"";
        string path =
            sid.EndsWith("orders", StringComparison.Ordinal) ? "GET/orders"
            : sid.EndsWith("pets", StringComparison.Ordinal) ? "GET/pets"
            : sid.EndsWith("address", StringComparison.Ordinal) ? "GET/${aws:VpcSourceIp}"
            : "*";
        string condition =
            sid.Contains("insiders", StringComparison.Ordinal) ? Inside
            : sid.Contains("outsiders", StringComparison.Ordinal) ? Outside
            : "{}";
        return $$"""{"Sid":"{{sid}}","Effect":"{{effect}}","Principal":{{principal}},"Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*/{{path}}","Condition":{{condition}}}""";
    }
}
