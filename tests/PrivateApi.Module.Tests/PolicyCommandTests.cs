using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>Set-PrivateApiPolicy as somebody at a prompt meets it.</summary>
public sealed class PolicyCommandTests
{
    private const string Placeholder =
        """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"{{vpceID}}"}}}}""";

    private const string Set = "$api | Set-PrivateApiPolicy";

    [Fact]
    public void Who_says_yes_to_the_widening_question_has_seen_the_difference_and_who_gets_in()
    {
        AnsweringHost host = new("Yes");
        using ModuleSession session = Open(host);
        session.Run($"{Set} -SourceVpce vpce-1, vpce-2 -StageName demo");
        string asked = Assert.Single(host.Asked);
        Assert.Contains("allows callers that the current one denies", asked, StringComparison.Ordinal);
        Assert.Contains("~ Condition loses", asked, StringComparison.Ordinal);
        Assert.Contains("- every caller through vpce-1: everything", asked, StringComparison.Ordinal);
        Assert.Contains("+ every caller through vpce-1 or vpce-2: everything", asked, StringComparison.Ordinal);
        Assert.Contains("Deploy API", asked, StringComparison.Ordinal);
        Assert.Contains("vpce-2", Policy(session, "demo"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_says_no_to_it_keeps_the_policy()
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        Assert.Empty(session.Run($"{Set} -SourceVpce vpce-1, vpce-2 -StageName demo"));
        Assert.Single(host.Asked);
        Assert.DoesNotContain("vpce-2", Policy(session), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-SourceVpce vpce-1")]
    [InlineData("-SourceVpce vpce-1, vpce-2 -Force")]
    [InlineData("-SourceVpce vpce-1, vpce-2 -Confirm:$false")]
    public void Nobody_is_asked_about(string arguments)
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        session.Run($"{Set} {arguments}");
        Assert.Empty(host.Asked);
    }

    [Fact]
    public void Confirm_asks_once_about_a_narrowing_too()
    {
        AnsweringHost host = new("Yes");
        using ModuleSession session = Open(host);
        session.Run($"$null = {Set} -SourceVpce vpce-1, vpce-2 -Force; {Set} -SourceVpce vpce-2 -Confirm");
        Assert.Contains("+ every caller through vpce-2: everything", Assert.Single(host.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_the_difference_and_who_can_call()
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        session.Run($"{Set} -SourceVpce vpce-1, vpce-2 -Force -WhatIf");
        Assert.Contains("~ Condition loses", host.Written, StringComparison.Ordinal);
        Assert.Contains("+ every caller through vpce-1 or vpce-2: everything", host.Written, StringComparison.Ordinal);
        Assert.Empty(host.Asked);
    }

    [Fact]
    public void A_policy_with_errors_stops_before_any_write_unless_forced()
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        string before = Policy(session);
        ErrorRecord error = Assert.Single(session.Invoke($"{Set} -Policy '{Placeholder}'").Errors);
        Assert.Equal("PolicyHasErrors,PrivateApi.Commands.SetPrivateApiPolicyCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Matches(
            @"2 errors.*NoAllow.*PlaceholderLeft at line 1, column \d+ \(/Statement.*Put the real value",
            error.Exception.Message
        );
        Assert.Equal(before, Policy(session));

        ScriptResult forced = session.Invoke($"{Set} -Policy '{Placeholder}' -Force");
        Assert.Empty(forced.Errors);
        Assert.Contains(forced.Warnings, warning => warning.Contains("PlaceholderLeft", StringComparison.Ordinal));
        Assert.Contains("{{vpceID}}", Policy(session), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_that_is_unknown_is_a_warning_and_no_obstacle()
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        ScriptResult result = session.Invoke($"{Set} -SourceVpce vpce-0fedcba9876543210");
        Assert.Empty(result.Errors);
        Assert.Contains("EndpointUnknown", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definitions_own_policy_is_looked_over_too()
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        string definition =
            $$$"""{"openapi":"3.0.1","info":{"title":"T","version":"1"},"x-amazon-apigateway-policy":{{{Placeholder}}},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"} } } } }""";
        Assert.Equal(
            "PolicyHasErrors,PrivateApi.Commands.NewPrivateApiCommand",
            Assert.Single(session.Invoke($"New-PrivateApi -Name own -OpenApi '{definition}'").Errors).FullyQualifiedErrorId
        );
        Assert.Single(session.Run("Get-PrivateApi"));
        Assert.Single(session.Run($"New-PrivateApi -Name own -OpenApi '{definition}' -Force"));
    }

    /// <summary>Issue: a remedy that replaced the policy lost a Deny of /admin* and a range of addresses.</summary>
    [Fact]
    public void Another_endpoint_is_let_in_after_the_same_question_and_the_rest_of_the_policy_stays()
    {
        AnsweringHost host = new("Yes");
        using ModuleSession session = Open(host);
        session.Run(
            $$"""$null = {{Set}} -AddStatement '{"Sid":"Admin","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin*"}' -Confirm:$false"""
        );
        session.Run($"{Set} -AddSourceVpce vpce-2 -StageName demo");
        string asked = Assert.Single(host.Asked);
        Assert.Contains("allows callers that the current one denies", asked, StringComparison.Ordinal);
        Assert.Contains("+ every caller through vpce-1 or vpce-2", asked, StringComparison.Ordinal);
        string policy = Policy(session, "demo");
        Assert.Contains("/admin*", policy, StringComparison.Ordinal);
        Assert.Contains("vpce-1", policy, StringComparison.Ordinal);
        Assert.Contains("vpce-2", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AddSourceVpce vpce-1 -StageName demo")]
    [InlineData("-AddStatement (Get-PrivateApiPolicy $api.RestApiId).Policy")]
    [InlineData("-RemoveSourceVpce vpce-1 -AddSourceVpce vpce-2 -WhatIf")]
    [InlineData("-RemoveSid Nobody -StageName demo")]
    public void Nothing_is_sent_and_nobody_is_asked_for(string arguments)
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        string before = Policy(session);
        Assert.Empty(session.Invoke($"{Set} {arguments}").Errors);
        Assert.Empty(host.Asked);
        Assert.Equal(before, Policy(session));
    }

    [Theory]
    [InlineData("-AddSourceVpce vpce-2 -Policy '{}'")]
    [InlineData("-AddSourceVpce vpce-2 -SourceVpce vpce-1")]
    [InlineData("-RemoveSid Admin -Template Gate")]
    public void A_policy_is_edited_or_replaced_and_not_both(string arguments)
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        Assert.StartsWith(
            "AmbiguousParameterSet",
            Assert.Single(session.Invoke($"{Set} {arguments}").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_removed_and_not_there_is_a_warning()
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        ScriptResult result = session.Invoke($"{Set} -RemoveSourceVpce vpce-9 -RemoveSid Nobody");
        Assert.Empty(result.Errors);
        Assert.Contains("No list of the policy names vpce-9.", result.Warnings);
        Assert.Contains("The policy has no statement with the Sid 'Nobody'. None of its statements has a Sid.", result.Warnings);
    }

    /// <summary>An error that the policy has already is not the edit's, and does not stop it.</summary>
    [Fact]
    public void Errors_that_the_policy_has_already_do_not_stop_an_edit_and_new_ones_do()
    {
        using ModuleSession session = Open(new AnsweringHost("Yes"));
        session.Run($"$null = {Set} -Policy '{Placeholder}' -Force");
        ScriptResult edited = session.Invoke($"{Set} -AddSourceVpce vpce-2");
        Assert.Empty(edited.Errors);
        Assert.Contains(edited.Warnings, warning => warning.Contains("PlaceholderLeft", StringComparison.Ordinal));
        Assert.Contains("vpce-2", Policy(session), StringComparison.Ordinal);
        string other = Placeholder.Replace("vpceID", "other", StringComparison.Ordinal);
        Assert.Equal(
            "PolicyHasErrors,PrivateApi.Commands.SetPrivateApiPolicyCommand",
            Assert.Single(session.Invoke($"{Set} -AddStatement '{other}'").Errors).FullyQualifiedErrorId
        );
    }

    private static ModuleSession Open(AnsweringHost host)
    {
        ModuleSession session = new(host);
        session.Run(
            "Start-PrivateApiLab -Region eu-west-1; $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-1 -StageName demo"
        );
        return session;
    }

    private static string Policy(ModuleSession session, string? stage = null) =>
        Assert.Single(session.Run($"(Get-PrivateApiPolicy $api.RestApiId {stage}).Policy")).ToString();
}
