using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>The diagnosis as a user asks for it; tests/Pester has more, for pwsh.</summary>
public sealed class TestCommandTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public TestCommandTests() =>
        _session.Run(
            """
            $lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0
            $network = New-PrivateApiNetwork -Name Demo
            $endpoint = $network | New-PrivateApiEndpoint
            $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
            $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
            $ConfirmPreference = 'None'
            """
        );

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(
        "Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Force",
        "-UrlForm PrivateDns",
        "NameResolves",
        "Set-PrivateApiEndpoint"
    )]
    [InlineData(
        "$api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo",
        "",
        "ResourcePolicy",
        "Set-PrivateApiPolicy"
    )]
    [InlineData(
        "$api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo; "
            + "$api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -Force",
        "",
        "PolicyDeployed",
        "Publish-PrivateApi"
    )]
    public void What_a_remedy_of_ours_says_mends_what_failed(string fault, string ask, string check, string command)
    {
        _session.Run($"$null = & {{ {fault} }}");
        string remedy = (string)
            Assert
                .Single(
                    _session.Run(
                        $"$c = ($api | Test-PrivateApi @caller {ask}).Check | Where-Object Name -EQ {check}; "
                            + "if ($c.Status -eq 'Failed') { $c.Remedy }"
                    )
                )
                .BaseObject;
        Assert.StartsWith(command, remedy, StringComparison.Ordinal);
        _session.Run($"$null = & {{ {remedy} }}");
        Assert.Equal(
            "Passed",
            Assert
                .Single(_session.Run($"[string] (($api | Test-PrivateApi @caller {ask}).Check | Where-Object Name -EQ {check}).Status"))
                .BaseObject
        );
    }

    [Fact]
    public void A_case_in_a_file_is_judged_again_without_a_connection_and_holds_nothing_secret()
    {
        string file = Path.Combine(Path.GetTempPath(), $"case-{Guid.NewGuid():N}.json");
        try
        {
            string verdict = Text(
                Assert.Single(
                    _session.Run(
                        "$api | Test-PrivateApi @caller -Path /pets -ApiKey key-of-gold -Header @{ Cookie = "
                            + $"'crumbs' }} -SnapshotPath '{file}'"
                    )
                ),
                "Verdict"
            );
            string text = File.ReadAllText(file);
            Assert.DoesNotContain("key-of-gold", text, StringComparison.Ordinal);
            Assert.DoesNotContain("crumbs", text, StringComparison.Ordinal);
            using ModuleSession elsewhere = new();
            Assert.Equal(verdict, Text(Assert.Single(elsewhere.Run($"Test-PrivateApi -SnapshotPath '{file}'")), "Verdict"));
            Assert.Equal(
                "Blocked",
                Text(Assert.Single(elsewhere.Run($"Test-PrivateApi -SnapshotPath '{file}' -Path /nowhere")), "Verdict")
            );

            // A pipeline that brings no API does not mean the file.
            Assert.Empty(_session.Run($"Get-PrivateApi -Name nothing -ErrorAction Ignore | Test-PrivateApi -SnapshotPath '{file}'"));
            File.WriteAllText(file, "pets");
            Assert.Equal(
                "InvalidSnapshot,PrivateApi.Commands.TestPrivateApiCommand",
                Assert.Single(elsewhere.Invoke($"Test-PrivateApi -SnapshotPath '{file}'").Errors).FullyQualifiedErrorId
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_call_by_a_custom_domain_needs_a_name_and_is_not_made_where_nobody_has_the_name()
    {
        ErrorRecord nameless = Assert.Single(_session.Invoke("$api | Test-PrivateApi -UrlForm CustomDomain").Errors);
        Assert.Equal("DomainNameRequired,PrivateApi.Commands.TestPrivateApiCommand", nameless.FullyQualifiedErrorId);
        ErrorRecord call = Assert.Single(_session.Invoke("$api | Invoke-PrivateApi -Path /pets -Via Lambda -UrlForm CustomDomain").Errors);
        Assert.Equal("DomainNotFound,PrivateApi.Commands.InvokePrivateApiCommand", call.FullyQualifiedErrorId);
        ScriptResult judged = _session.Invoke("$api | Test-PrivateApi @caller -DomainName api.example.internal -Via Lambda");
        Assert.Empty(judged.Errors);
        Assert.Null(Assert.Single(judged.Output).Properties["Live"].Value);
        Assert.Contains(
            judged.Warnings,
            warning => warning.Contains("custom domain name api.example.internal was not found", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_view_is_a_list_in_path_order_with_evidence_where_something_failed()
    {
        string text = (string)
            Assert.Single(_session.Run("($api | Test-PrivateApi @caller -Path /nowhere).ToText($false, $false)")).BaseObject;
        Assert.Contains("  Blocked    403: MethodExists", text, StringComparison.Ordinal);
        Assert.Contains("  answer     {\"message\":\"Missing Authentication Token\"}", text, StringComparison.Ordinal);
        Assert.Contains(
            $"  ✗ MethodExists{Environment.NewLine}      the deployment of stage demo has no method for GET /nowhere",
            text,
            StringComparison.Ordinal
        );
        Assert.Matches("(?m)^  ✓ [0-9]+ passed", text);
        Assert.DoesNotContain("ApiKey", text, StringComparison.Ordinal);
        Assert.Contains(
            "ApiKey",
            (string)Assert.Single(_session.Run("($api | Test-PrivateApi @caller -Path /pets).ToText($true, $false)")).BaseObject,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void With_WhatIf_no_call_is_made()
    {
        PSObject result = Assert.Single(_session.Run("$api | Test-PrivateApi @caller -Via Lambda -WhatIf"));
        Assert.Null(result.Properties["Live"].Value);
        Assert.Empty(_session.Run("(Get-PrivateApiEndpoint).Probe"));
    }

    [Fact]
    public async Task The_runbook_makes_finds_mends_and_proves_its_faults()
    {
        PwshRun run = await PwshProcess.RunAsync("-File", Path.Combine("examples", "runbook.ps1"));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains(
            "==> Done: 16 faults created and found, 12 of them mended by Repair-PrivateApi, and all proven",
            run.Output,
            StringComparison.Ordinal
        );
    }

    private static string Text(PSObject result, string property) => result.Properties[property].Value.ToString()!;
}
