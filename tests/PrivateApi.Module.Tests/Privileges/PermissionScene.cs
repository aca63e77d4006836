namespace PrivateApi.Tests.Privileges;

/// <summary>One way to use a command, recorded on a lab. Scenes build on each other in order.</summary>
/// <param name="Command">The command.</param>
/// <param name="Option">How it is used, as the page says it; empty where there is one way.</param>
/// <param name="Script">What is typed.</param>
/// <param name="Policies">Names of the ready policies that it belongs to.</param>
internal sealed record PermissionScene(string Command, string Option, string Script, params string[] Policies)
{
    public const string Diagnosis = "diagnosis";
    public const string MainJob = "main-job";
    public const string Lambda = "call-lambda";
    public const string Ssm = "call-ssm";
    public const string Change = "change";
    public const string Domain = "domain";
    public const string Resolver = "resolver";
    public const string Repair = "repair";
    public const string Removal = "removal";

    // What tests the call is recorded elsewhere; the repair tests it again.
    private const string Mended =
        "$repaired += $test | Repair-PrivateApi -Force; "
        + "if ($repaired[-1].Verdict -ne 'Reachable') { throw $repaired[-1].Result.ToText($false, $false) }";

    /// <summary>What happens before it, and is not recorded; null for nothing.</summary>
    public Action<ForeignAccount>? Before { get; init; }

    /// <summary>All scenes. Nothing here needs to know what a command calls: that is what is recorded.</summary>
    public static IReadOnlyList<PermissionScene> All { get; } =
    [
        new("New-PrivateApiNetwork", "", "$network = New-PrivateApiNetwork -Name Demo", MainJob),
        new("New-PrivateApiEndpoint", "in a network of ours", "$endpoint = $network | New-PrivateApiEndpoint", MainJob),
        new(
            "New-PrivateApi",
            "with -StageName",
            "$api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo",
            MainJob
        ),
        new("Invoke-PrivateApi", "-Via Lambda", "$null = $api | Invoke-PrivateApi -Path /pets -Via Lambda", MainJob, Lambda),
        new("Invoke-PrivateApi", "-Via Lambda, the function is there", "$null = $api | Invoke-PrivateApi -Path /pets -Via Lambda", Lambda),
        new("Invoke-PrivateApi", "-Via Lambda -Cleanup", "$null = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Cleanup", Lambda),
        new("Invoke-PrivateApi", "-Via Ssm", "$null = $api | Invoke-PrivateApi -Path /pets -Via Ssm -InstanceId $instance", Ssm),
        new("Test-PrivateApi", "from every endpoint", "$null = $api | Test-PrivateApi", Diagnosis),
        new(
            "Test-PrivateApi",
            "from a subnet",
            "$null = $api | Test-PrivateApi -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId",
            Diagnosis
        ),
        new("Test-PrivateApi", "from an instance", "$null = $api | Test-PrivateApi -InstanceId $instance", Diagnosis),
        new("Get-PrivateApi", "", "$null = Get-PrivateApi", Diagnosis),
        new("Get-PrivateApi", "-IncludeAuthorizer", "$null = Get-PrivateApi -IncludeAuthorizer", Diagnosis),
        new("Get-PrivateApiAccess", "", "$null = $api | Get-PrivateApiAccess", Diagnosis),
        new("Get-PrivateApiEndpoint", "", "$null = Get-PrivateApiEndpoint", Diagnosis),
        new("Get-PrivateApiNetwork", "", "$null = Get-PrivateApiNetwork", Diagnosis),
        new("Get-PrivateApiPolicy", "with -StageName", "$null = $api | Get-PrivateApiPolicy -StageName demo", Diagnosis),
        new("Export-PrivateApiTemplate", "", "$null = $api | Export-PrivateApiTemplate", Diagnosis),
        new("Set-PrivateApi", "-OpenApi with -StageName", "$null = $api | Set-PrivateApi -OpenApi $definition -StageName demo", Change),
        new(
            "Set-PrivateApiPolicy",
            "with -StageName",
            "$null = $api | Set-PrivateApiPolicy -SourceVpc $network.VpcId -StageName demo -Force",
            Change
        ),
        new(
            "Set-PrivateApiPolicy",
            "-AddSourceVpce with -StageName",
            "$null = $api | Set-PrivateApiPolicy -AddSourceVpce vpce-0123456789abcdef0 -StageName demo -Force",
            Change
        ),
        new("Publish-PrivateApi", "", "$null = $api | Publish-PrivateApi -StageName demo", Change),
        new(
            "Publish-PrivateApi",
            "-CanaryPercent, -Promote",
            "$null = $api | Publish-PrivateApi -StageName demo -CanaryPercent 5 -ThrottlingRateLimit 5 | Publish-PrivateApi -Promote",
            Change
        ),
        new("Get-PrivateApiDeployment", "", "$null = $api | Get-PrivateApiDeployment", Diagnosis),
        new("Restore-PrivateApi", "", "$null = $api | Restore-PrivateApi -StageName demo -Previous -Force", Change),
        new(
            "Set-PrivateApi",
            "-EndpointType Regional",
            "$null = $api | Set-PrivateApi -EndpointType Regional -RemovePolicy -StageName demo -Force",
            Change
        ),
        new(
            "Set-PrivateApi",
            "-EndpointType Private",
            "$null = $api | Set-PrivateApi -EndpointType Private -VpcEndpointId $endpoint.VpcEndpointId -StageName demo -Force",
            Change
        ),
        new(
            "Set-PrivateApiEndpoint",
            "-PrivateDnsEnabled",
            "$null = $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force",
            Change
        ),
        new(
            "Set-PrivateApiEndpoint",
            "-AddStatement",
            "$null = $endpoint | Set-PrivateApiEndpoint -AddStatement "
                + "@{ Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'arn:aws:execute-api:*:*:zyxwv98765/*' }",
            Change
        ),
        new(
            "New-PrivateApiKey",
            "",
            "$key = $api | New-PrivateApiKey -Name mobile -StageName demo -RateLimit 5 -BurstLimit 10 -Quota 100 -QuotaPeriod Day",
            Change
        ),
        new("Get-PrivateApiKey", "", "$null = Get-PrivateApiKey", Diagnosis),
        new("Set-PrivateApiKey", "", "$null = $key | Set-PrivateApiKey -RateLimit 6 -ExtendQuota 5 -Enabled $false", Change),
        new(
            "New-PrivateApiAuthorizer",
            "of a user pool",
            "$people = $api | New-PrivateApiAuthorizer -Name people "
                + "-UserPoolArn arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
            Change
        ),
        new("Get-PrivateApiAuthorizer", "", "$null = $api | Get-PrivateApiAuthorizer", Diagnosis),
        new("Remove-PrivateApiAuthorizer", "", "$people | Remove-PrivateApiAuthorizer -Force", Removal),
        new("New-PrivateApiDomain", "", "$domain = $api | New-PrivateApiDomain pets.example.com", Domain),
        new(
            "New-PrivateApiDomain",
            "-RoutingRule",
            "$ruled = $api | New-PrivateApiDomain rules.example.com -RoutingRule "
                + "@{ Priority = 10; BasePath = 'beta'; RestApiId = $api.RestApiId; StageName = 'demo'; StripBasePath = $true }",
            Domain
        ),
        new(
            "Set-PrivateApiDomain",
            "",
            "$null = $domain | Set-PrivateApiDomain -AddSourceVpce vpce-0123456789abcdef0 -ShareWithAccountId 210987654321 -Force",
            Domain
        ),
        new("Get-PrivateApiDomain", "", "$null = Get-PrivateApiDomain", Domain, Diagnosis),
        new(
            "Test-PrivateApi",
            "of a domain name",
            "$test = Test-PrivateApi -Uri https://rules.example.com/beta/more -SubnetId $network.SubnetId[0] "
                + "-SecurityGroupId $network.SecurityGroupId; if ($test.Verdict -ne 'Reachable') { throw $test.ToText($false, $false) }",
            Diagnosis
        ),
        new(
            "Remove-PrivateApiDomainAssociation",
            "",
            "$domain | Remove-PrivateApiDomainAssociation -VpcEndpointId $endpoint.VpcEndpointId -Force",
            Domain
        ),
        new(
            "Add-PrivateApiDomainAssociation",
            "",
            "$null = $domain | Add-PrivateApiDomainAssociation -VpcEndpointId $endpoint.VpcEndpointId",
            Domain
        ),
        new("Remove-PrivateApiDomain", "", "$domain, $ruled | Remove-PrivateApiDomain -Force", Domain, Removal),
        new(
            "New-PrivateApiResolver",
            "inbound and outbound",
            "$resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16; "
                + "$outbound = $network | New-PrivateApiResolver -Name Out -DomainName corp.example -ForwardTo 172.16.0.2",
            Resolver
        ),
        new("Get-PrivateApiResolver", "", "$null = Get-PrivateApiResolver", Resolver, Diagnosis),
        new("Remove-PrivateApiResolver", "", "$resolver, $outbound | Remove-PrivateApiResolver -Force", Resolver, Removal),
        new("Repair-PrivateApi", "of names", Mended, Repair) { Before = account => account.BreakNames() },
        new("Repair-PrivateApi", "of security groups and network ACLs", Mended, Repair) { Before = account => account.BreakNetwork() },
        new("Repair-PrivateApi", "of routes", Mended, Repair) { Before = account => account.BreakRoutes() },
        new("Repair-PrivateApi", "of policies and deployments", Mended, Repair) { Before = account => account.BreakPolicies() },
        new("Repair-PrivateApi", "of an API key", Mended, Repair) { Before = account => account.BreakKey() },
        new("Repair-PrivateApi", "of a custom domain name", Mended, Repair) { Before = account => account.BreakDomain() },
        new("Repair-PrivateApi", "-Undo", "$null = $repaired[-1..-6] | Repair-PrivateApi -Undo", Repair),
        new("Remove-PrivateApiKey", "", "Remove-PrivateApiKey -Name mobile -Force", Removal),
        new("Remove-PrivateApi", "", "$api | Remove-PrivateApi -Force", Removal),
        new("Remove-PrivateApiEndpoint", "with our functions in its VPC", "$endpoint | Remove-PrivateApiEndpoint -Force", Removal),
        new("Remove-PrivateApiNetwork", "", "$network | Remove-PrivateApiNetwork -Force", Removal),
    ];
}
