using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// Policies are edited and not replaced. Policies as the API Gateway guide has them ("API Gateway resource policy examples", "How API
/// Gateway resource policies affect authorization workflow"), with what the reports of real users add to them.
/// </summary>
public sealed class PolicyEditorTests
{
    private const string AllowAll = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["execute-api:/*"]}""";

    private const string DenyAdmin =
        """{"Sid":"Admin","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin*"}""";

    [Fact]
    public void Another_endpoint_is_excepted_by_the_guides_Deny_and_nothing_else_changes()
    {
        PolicyEdit edit = PolicyEditor.AddSource(
            Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", "\"vpce-1a2b3c4d\""), DenyAdmin),
            PolicySourceKind.Vpce,
            ["vpce-9"]
        );
        Assert.Equal(Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", """["vpce-1a2b3c4d","vpce-9"]"""), DenyAdmin), edit.Policy);
        Assert.Equal(["statement 2: aws:SourceVpce also excepts vpce-9"], edit.Changes);
    }

    [Fact]
    public void Another_VPC_is_excepted_by_the_guides_Deny()
    {
        PolicyEdit edit = PolicyEditor.AddSource(
            Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpc", """["vpc-1a2b3c4d"]""")),
            PolicySourceKind.Vpc,
            ["vpc-8", "vpc-9"]
        );
        Assert.Equal(Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpc", """["vpc-1a2b3c4d","vpc-8","vpc-9"]""")), edit.Policy);
        Assert.Equal(["statement 2: aws:SourceVpc also excepts vpc-8 and vpc-9"], edit.Changes);
    }

    [Theory]
    [InlineData("StringNotEquals", "aws:SourceVpce")]
    [InlineData("stringnotequals", "AWS:sourcevpce")]
    [InlineData("StringNotEqualsIfExists", "aws:SourceVpce")]
    [InlineData("StringNotEqualsIgnoreCase", "aws:SourceVpce")]
    [InlineData("StringNotLike", "aws:SourceVpce")]
    [InlineData("ForAnyValue:StringNotEquals", "aws:SourceVpce")]
    [InlineData("ForAllValues:StringNotLike", "aws:sourceVpce")]
    public void Every_form_of_exception_gets_the_endpoint(string op, string key) =>
        Assert.Equal(
            Policy(AllowAll, Deny(op, key, """["vpce-1","vpce-9"]""")),
            PolicyEditor.AddSource(Policy(AllowAll, Deny(op, key, "\"vpce-1\"")), PolicySourceKind.Vpce, ["vpce-9"]).Policy
        );

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringLike")]
    [InlineData("StringEqualsIfExists")]
    public void Every_Allow_that_lists_endpoints_gets_the_endpoint(string op)
    {
        PolicyEdit edit = PolicyEditor.AddSource(
            Policy(
                Allow("\"*\"", op, "aws:SourceVpce", "\"vpce-1\""),
                Allow("""{"AWS":"111122223333"}""", op, "aws:SourceVpce", "\"vpce-2\"")
            ),
            PolicySourceKind.Vpce,
            ["vpce-9"]
        );
        Assert.Equal(
            Policy(
                Allow("\"*\"", op, "aws:SourceVpce", """["vpce-1","vpce-9"]"""),
                Allow("""{"AWS":"111122223333"}""", op, "aws:SourceVpce", """["vpce-2","vpce-9"]""")
            ),
            edit.Policy
        );
        Assert.Equal(2, edit.Changes.Count);
    }

    /// <summary>Conditions of a statement are ANDed (IAM guide, "Conditions with multiple context keys or values").</summary>
    [Fact]
    public void A_Deny_of_all_that_is_neither_in_the_VPC_nor_through_the_endpoint_needs_the_endpoint_in_one_list()
    {
        const string both =
            """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1","aws:SourceVpce":"vpce-1"}}}""";
        PolicyEdit edit = PolicyEditor.AddSource(Policy(AllowAll, both), PolicySourceKind.Vpce, ["vpce-9"]);
        Assert.Equal(Policy(AllowAll, both.Replace("\"vpce-1\"", """["vpce-1","vpce-9"]""", StringComparison.Ordinal)), edit.Policy);
        Assert.Single(edit.Changes);
    }

    [Theory]
    [InlineData("StringNotLike", "vpce-*")]
    [InlineData("StringNotEquals", "vpce-9")]
    [InlineData("StringNotEqualsIgnoreCase", "VPCE-9")]
    public void An_endpoint_that_is_let_through_already_changes_nothing(string op, string value)
    {
        string policy = Policy(AllowAll, Deny(op, "aws:SourceVpce", $"\"{value}\""));
        PolicyEdit edit = PolicyEditor.AddSource(policy, PolicySourceKind.Vpce, ["vpce-9"]);
        Assert.Equal(policy, edit.Policy);
        Assert.Empty(edit.Changes);
    }

    /// <summary>"Arn" operators compare ARNs (IAM guide, "Condition operators"), and an endpoint's id is none.</summary>
    [Fact]
    public void A_list_that_compares_ARNs_is_not_taken_for_one_of_endpoints()
    {
        string policy = Policy(AllowAll, Deny("ArnNotEquals", "aws:SourceVpce", "\"vpce-1\""));
        Assert.StartsWith(policy[..^2], PolicyEditor.AddSource(policy, PolicySourceKind.Vpce, ["vpce-9"]).Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_knows_no_endpoints_gets_an_Allow_for_this_one_beside_what_it_has()
    {
        const string alice =
            """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:user/Alice","444455556666"]},"Action":"execute-api:Invoke","Resource":["execute-api:/stage/GET/pets"]}""";
        PolicyEdit edit = PolicyEditor.AddSource(Policy(alice, DenyAdmin), PolicySourceKind.Vpce, ["vpce-9"]);
        Assert.Equal(
            Policy(
                alice,
                DenyAdmin,
                """{"Sid":"AllowSourceVpce","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-9"}}}"""
            ),
            edit.Policy
        );
        Assert.Equal(
            ["statement 3 (Sid AllowSourceVpce): added; no statement lists endpoints, so it allows every caller through vpce-9"],
            edit.Changes
        );
    }

    [Fact]
    public void A_Sid_that_is_taken_is_not_used_again()
    {
        string policy = Policy(DenyAdmin.Replace("\"Admin\"", "\"AllowSourceVpc\"", StringComparison.Ordinal));
        PolicyEdit edit = PolicyEditor.AddSource(policy, PolicySourceKind.Vpc, ["vpc-9"]);
        Assert.Equal("AllowSourceVpc2", PolicyDocument.Parse(edit.Policy).Statement[1].Sid);
    }

    /// <summary>The console's and the guide's form: an Allow for all, and a Deny of every other endpoint.</summary>
    [Fact]
    public void An_API_without_a_policy_gets_the_guides_policy_for_these_endpoints()
    {
        PolicyEdit edit = PolicyEditor.AddSource(null, PolicySourceKind.Vpce, ["vpce-1", "vpce-2"]);
        Assert.Equal(
            PolicyDocument.Parse(Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", """["vpce-1","vpce-2"]"""))),
            PolicyDocument.Parse(edit.Policy)
        );
        Assert.Equal(["a first policy: every caller through vpce-1 or vpce-2, and nobody else"], edit.Changes);
    }

    [Fact]
    public void A_Deny_that_names_the_endpoint_stays_and_is_said()
    {
        string policy = Policy(AllowAll, Deny("StringEquals", "aws:SourceVpce", """["vpce-9"]"""));
        PolicyEdit edit = PolicyEditor.AddSource(policy, PolicySourceKind.Vpce, ["vpce-9"]);
        Assert.Contains("Statement 2 still denies vpce-9", Assert.Single(edit.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Deny_by_VPC_that_an_Allow_for_an_endpoint_does_not_lift_is_said()
    {
        PolicyEdit edit = PolicyEditor.AddSource(
            Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpc", "\"vpc-1\"")),
            PolicySourceKind.Vpce,
            ["vpce-9"]
        );
        Assert.Equal(
            "Statement 2 still denies calls from other VPCs than it excepts. -AddSourceVpc adds to these.",
            Assert.Single(edit.Notes)
        );
    }

    [Theory]
    [InlineData("vpce-*")]
    [InlineData("vpce-")]
    [InlineData("vpc-1")]
    [InlineData("vpce-${aws:username}")]
    [InlineData("")]
    public void What_is_no_endpoint_is_not_added(string id) =>
        Assert.Equal(
            "InvalidSource",
            Assert.Throws<PrivateApiException>(() => PolicyEditor.AddSource(Policy(AllowAll), PolicySourceKind.Vpce, [id])).ErrorId
        );

    [Fact]
    public void An_endpoint_leaves_every_list_that_lets_it_through()
    {
        PolicyEdit edit = PolicyEditor.RemoveSource(
            Policy(
                Allow("\"*\"", "StringEquals", "aws:SourceVpce", """["vpce-1","vpce-9"]"""),
                Deny("StringNotEquals", "aws:SourceVpce", """["vpce-9","vpce-1"]"""),
                DenyAdmin
            ),
            PolicySourceKind.Vpce,
            ["vpce-9"]
        );
        Assert.Equal(
            Policy(
                Allow("\"*\"", "StringEquals", "aws:SourceVpce", """["vpce-1"]"""),
                Deny("StringNotEquals", "aws:SourceVpce", """["vpce-1"]"""),
                DenyAdmin
            ),
            edit.Policy
        );
        Assert.Equal(
            ["statement 1: aws:SourceVpce no longer allows vpce-9", "statement 2: aws:SourceVpce no longer excepts vpce-9"],
            edit.Changes
        );
    }

    [Theory]
    [InlineData("Deny", "StringNotEquals", "denies everybody")]
    [InlineData("Allow", "StringEquals", "allows nobody")]
    public void The_last_one_of_a_list_is_not_removed_and_why_is_said(string effect, string op, string means)
    {
        string policy = Policy(
            AllowAll,
            $$$"""{"Sid":"Gate","Effect":"{{{effect}}}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{{op}}}":{"aws:SourceVpce":["vpce-1"]} } }"""
        );
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            PolicyEditor.RemoveSource(policy, PolicySourceKind.Vpce, ["vpce-1"])
        );
        Assert.Equal("LastSource", refused.ErrorId);
        Assert.Contains(means, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Sid Gate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_endpoint_replaces_another_in_one_go()
    {
        PolicyEdit edit = new PolicyEdits { AddSourceVpce = ["vpce-2"], RemoveSourceVpce = ["vpce-1"] }.Apply(
            Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", "\"vpce-1\"")),
            null
        );
        Assert.Equal(Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", """["vpce-2"]""")), edit.Policy);
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing_and_says_so()
    {
        string policy = Policy(AllowAll, Deny("StringNotLike", "aws:SourceVpce", """["vpce-1","vpce-a*"]"""));
        PolicyEdit edit = PolicyEditor.RemoveSource(policy, PolicySourceKind.Vpce, ["vpce-9", "vpce-a1"]);
        Assert.Equal(policy, edit.Policy);
        Assert.Empty(edit.Changes);
        Assert.Equal(
            [
                "No list of the policy names vpce-9.",
                "Statement 2 excepts vpce-a1 by a pattern and not by name, so it still does. Edit the pattern.",
            ],
            edit.Notes
        );
    }

    [Fact]
    public void A_statement_is_added_at_the_end_as_it_was_given()
    {
        PolicyEdit edit = PolicyEditor.AddStatement(Policy(AllowAll), DenyAdmin);
        Assert.Equal(Policy(AllowAll, DenyAdmin), edit.Policy);
        Assert.Equal(["statement 2 (Sid Admin): added"], edit.Changes);
        Assert.Equal(Policy(DenyAdmin), PolicyEditor.AddStatement(null, DenyAdmin).Policy);
    }

    [Fact]
    public void A_list_of_statements_and_a_whole_policy_add_each_of_their_statements()
    {
        string two = Policy(AllowAll, DenyAdmin);
        Assert.Equal(two, PolicyEditor.AddStatement(null, $"[{AllowAll},{DenyAdmin}]").Policy);
        Assert.Equal(two, PolicyEditor.AddStatement(Policy(AllowAll), Policy(AllowAll, DenyAdmin)).Policy);
    }

    [Fact]
    public void A_policy_with_one_statement_that_is_no_list_gets_a_list()
    {
        string policy = $$"""{"Statement":{{AllowAll}},"Version":"2012-10-17"}""";
        Assert.Equal(
            $$"""{"Statement":[{{AllowAll}},{{DenyAdmin}}],"Version":"2012-10-17"}""",
            PolicyEditor.AddStatement(policy, DenyAdmin).Policy
        );
        Assert.Equal(policy, PolicyEditor.RemoveSid(policy, ["Other"]).Policy);
    }

    /// <summary>API Gateway stores full ARNs in place of the shorthand.</summary>
    [Fact]
    public void A_statement_that_is_there_already_in_another_form_is_not_added_again()
    {
        PolicyContext api = new("aws", "us-east-1", "123456789012", "a1b2c3d4e5");
        string stored = Policy(
            DenyAdmin.Replace("execute-api:/", "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/", StringComparison.Ordinal)
        );
        PolicyEdit edit = PolicyEditor.AddStatement(stored, DenyAdmin, api);
        Assert.Empty(edit.Changes);
        Assert.Equal(stored, edit.Policy);
        Assert.Empty(edit.Notes);
    }

    [Fact]
    public void A_Sid_that_another_statement_has_is_refused_unless_that_one_goes()
    {
        string other = DenyAdmin.Replace("admin", "root", StringComparison.Ordinal);
        Assert.Equal(
            "SidTaken",
            Assert.Throws<PrivateApiException>(() => PolicyEditor.AddStatement(Policy(AllowAll, other), DenyAdmin)).ErrorId
        );
        Assert.Equal(
            Policy(AllowAll, DenyAdmin),
            new PolicyEdits { AddStatement = [DenyAdmin], RemoveSid = ["Admin"] }
                .Apply(Policy(AllowAll, other), null)
                .Policy
        );
    }

    [Theory]
    [InlineData("{\n\"Effect\"", "at line 2, column 9")]
    [InlineData("Allow", "at line 1, column 1")]
    [InlineData("[1]", "expected a statement")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke"}""", "expected a Resource or NotResource")]
    [InlineData("""{"Effect":"Maybe"}""", "\"Allow\" or \"Deny\"")]
    public void What_is_no_statement_is_refused(string statement, string said)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => PolicyEditor.AddStatement(Policy(AllowAll), statement));
        Assert.Equal("InvalidStatement", refused.ErrorId);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_go_by_their_Sid_and_the_others_stay()
    {
        PolicyEdit edit = PolicyEditor.RemoveSid(Policy(DenyAdmin, AllowAll, DenyAdmin), ["Admin", "admin"]);
        Assert.Equal(Policy(AllowAll), edit.Policy);
        Assert.Equal(["statement 1 (Sid Admin): removed", "statement 3 (Sid Admin): removed"], edit.Changes);
        Assert.Equal("The policy has no statement with the Sid 'admin'. Its Sids are Admin, Admin.", Assert.Single(edit.Notes));
    }

    [Fact]
    public void The_last_statement_is_not_removed() =>
        Assert.Equal(
            "NoStatementLeft",
            Assert.Throws<PrivateApiException>(() => PolicyEditor.RemoveSid(Policy(DenyAdmin), ["Admin"])).ErrorId
        );

    [Fact]
    public void Nothing_is_removed_from_an_API_that_has_no_policy() =>
        Assert.Equal(
            "NoPolicy",
            Assert.Throws<PrivateApiException>(() => new PolicyEdits { RemoveSid = ["Admin"] }.Apply(null, null)).ErrorId
        );

    /// <summary>GetRestApi returns the policy with its quotes escaped.</summary>
    [Fact]
    public void The_text_that_API_Gateway_returns_can_be_edited()
    {
        string policy = Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", "\"vpce-1\""));
        Assert.Equal(
            Policy(AllowAll, Deny("StringNotEquals", "aws:SourceVpce", """["vpce-1","vpce-9"]""")),
            PolicyEditor.AddSource(policy.Replace("\"", "\\\"", StringComparison.Ordinal), PolicySourceKind.Vpce, ["vpce-9"]).Policy
        );
    }

    [Fact]
    public void Order_numbers_booleans_and_letters_stay_as_they_are_written()
    {
        const string written =
            """{"Id":"x<y>é","Statement":[{"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":[3.60e3,true]},"Null":{"aws:Referer":false}},"Resource":"*","Action":["EXECUTE-API:*"],"NotPrincipal":{"AWS":["111122223333"]},"Effect":"Deny","Sid":""},{"Condition":{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}},"Resource":"*","Action":"*","Principal":"*","Effect":"Deny"}],"Version":"2008-10-17"}""";
        Assert.Equal(
            written.Replace("[\"vpce-1\"]", """["vpce-1","vpce-9"]""", StringComparison.Ordinal),
            PolicyEditor.AddSource(written, PolicySourceKind.Vpce, ["vpce-9"]).Policy
        );
    }

    [Fact]
    public void What_is_added_has_no_finding_of_its_own()
    {
        string policy = PolicyEditor.AddSource(Policy(DenyAdmin), PolicySourceKind.Vpce, ["vpce-9"]).Policy;
        Assert.DoesNotContain(
            PolicyLinter.Lint(PolicyDocument.Parse(policy), new LintContext { IsPrivate = true }),
            finding => finding.Severity == PolicySeverity.Error
        );
    }

    private static string Policy(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    private static string Deny(string op, string key, string values) => Statement("Deny", "\"*\"", op, key, values);

    private static string Allow(string principal, string op, string key, string values) => Statement("Allow", principal, op, key, values);

    private static string Statement(string effect, string principal, string op, string key, string values) =>
        new JsonObject
        {
            ["Effect"] = effect,
            ["Principal"] = JsonNode.Parse(principal),
            ["Action"] = "execute-api:Invoke",
            ["Resource"] = "execute-api:/*",
            ["Condition"] = new JsonObject { [op] = new JsonObject { [key] = JsonNode.Parse(values) } },
        }.ToJsonString();
}
