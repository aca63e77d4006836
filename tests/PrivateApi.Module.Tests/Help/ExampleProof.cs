namespace PrivateApi.Tests.Help;

/// <summary>
/// What has to be there before an example, and what has to be true after it: an expression over <c>$result</c>, what the example
/// emitted.
/// </summary>
internal sealed record ExampleProof(string Id, string True, LabStage Stage = LabStage.Apis)
{
    /// <summary>What else the stage needs.</summary>
    public string Before { get; init; } = string.Empty;

    // A policy that lets in another endpoint than the one that is called through.
    private const string Broken =
        "$null = $petStore | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force -Confirm:$false";
    private const string Mobile =
        "$null = $petStore | New-PrivateApiKey -Name mobile -RateLimit 5 -BurstLimit 10 -Quota 100 -QuotaPeriod Day";
    private const string ByEndpoint = "$null = $orders | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName prod -Force";

    private const string Named = "$null = $petStore | New-PrivateApiDomain pets.example.com";

    // A second deployment of the API Orders.
    private const string Deployed =
        "$first = (Get-PrivateApi Orders).Stage[0].DeploymentId; $null = Publish-PrivateApi $orders.RestApiId prod -Description 'Release 41'";

    private const string Checkout =
        "$null = $petStore | Invoke-PrivateApi -Path /pets -Via Lambda; "
        + "$checkout = (Get-PrivateApiEndpoint PrivateAPIDemo).Probe.FunctionName";
    private const string Tokens =
        "$null = $petStore | New-PrivateApiAuthorizer -Name tokens "
        + "-UserPoolArn arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";

    // The role by which API Gateway writes logs; an account that ever switched logs on has it.
    private const string LogRole =
        "$role = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::Patch, \"$($lab.EndpointUrl)account\"); "
        + "$null = $role.Headers.TryAddWithoutValidation('Authorization', 'AWS4-HMAC-SHA256 Credential=LAB/20260101/eu-west-1/apigateway/"
        + "aws4_request, SignedHeaders=host, Signature=0'); "
        + "$role.Content = [Net.Http.StringContent]::new('{\"patchOperations\":[{\"op\":\"replace\",\"path\":\"/cloudwatchRoleArn\","
        + "\"value\":\"arn:aws:iam::123456789012:role/logs\"}]}'); "
        + "$null = [Net.Http.HttpClient]::new().Send($role).EnsureSuccessStatusCode()";

    // The texts under the examples say what they do; these say how one sees that they did.
    public static IReadOnlyList<ExampleProof> All { get; } =
    [
        new(
            "Add-PrivateApiDomainAssociation 1",
            "$result[0].VpcEndpointId -eq $second.VpcEndpointId -and (Get-PrivateApiDomain).Record.Count -eq 2"
        )
        {
            Before = Named,
        },
        new(
            "Add-PrivateApiDomainAssociation 2",
            "$result[0].VpcEndpointId -eq $second.VpcEndpointId -and (Get-PrivateApiDomain).Record.Count -eq 1"
        )
        {
            Before = Named,
        },
        new("Export-PrivateApiReport 1", "(Read ./petstore.html) -match '<svg' -and $asked -match 'petstore.html'"),
        new(
            "Export-PrivateApiReport 2",
            "(Read ./summary.md) -match $petStore.RestApiId -and (Read ./summary.md) -match $orders.RestApiId"
        ),
        new("Export-PrivateApiReport 3", "(Read ./policies.sarif) -match '\"uri\": ?\"policies/open.json\"'"),
        new(
            "Export-PrivateApiReport 4",
            "(Read ./privateapi.xml) -match '<testsuite ' -and (Read ./privateapi.xml) -match 'name=\"ResourcePolicy\"'"
        ),
        new(
            "Export-PrivateApiReport 5",
            "(Read ./today.html) -match '2026-11-22 08:00 UTC' -and (Read ./last-week.json) -match $petStore.RestApiId"
        ),
        new(
            "Export-PrivateApiTemplate 1",
            "(Read ./petstore.yaml) -match 'AWS::ApiGateway::RestApi' -and (Read ./petstore.yaml) -match 'AWS::EC2::VPCEndpoint'"
        ),
        new("Export-PrivateApiTemplate 2", "[regex]::Matches((Read ./orders.json), 'AWS::EC2::VPCEndpoint\"').Count -eq 1"),
        new("Export-PrivateApiTemplate 3", "$asked -match 'New-CFNStack PrivateAPIDemo AWSTemplateFormatVersion'", LabStage.Session),
        new(
            "Export-PrivateApiTemplate 4",
            "$result[0] -match 'AWS::EC2::VPCEndpoint' -and $result[0] -notmatch 'AWS::ApiGateway'",
            LabStage.Endpoint
        ),
        new("Get-PrivateApi 1", "$result.Count -eq 2 -and $result.Name -contains 'Orders' -and $result.Name -contains 'PetStore'"),
        new("Get-PrivateApi 2", "$result.Form -join ' ' -eq 'PrivateDns Alias EndpointDns'"),
        new("Get-PrivateApi 3", "$result.Name -join ' ' -eq 'Orders PetStore'"),
        new("Get-PrivateApi 4", "$result.Name -join ' ' -eq 'Orders PetStore' -and -not ($result.Region -ne 'eu-west-1')"),
        new("Get-PrivateApiAccess 1", "\"$result\" -match $network.VpcId"),
        new("Get-PrivateApiAccess 2", "$result[0] -eq $true"),
        new(
            "Get-PrivateApiAuthorizer 1",
            "$result[0].Method -eq 'GET /pets' -and $result[0].IdentitySource -eq 'method.request.header.Authorization'"
        )
        {
            Before = Tokens + " -Method GET -Path /pets",
        },
        new("Get-PrivateApiAuthorizer 2", "$result.Count -eq 1 -and $result[0].Name -eq 'tokens'") { Before = Tokens },
        new("Get-PrivateApiDeployment 1", "$result.Count -eq 2 -and $result[0].Description -eq 'Release 41'") { Before = Deployed },
        new("Get-PrivateApiDeployment 2", "$result.Count -eq 1 -and $result[0].Stage -eq 'prod' -and $result[0].PolicyHash")
        {
            Before = Deployed,
        },
        new("Get-PrivateApiDeployment 3", "$result.Count -eq 2 -and $result[0].IsPolicyCurrent") { Before = Deployed },
        new("Get-PrivateApiDomain 1", "$result.Count -eq 1 -and $result[0].DomainName -eq 'pets.example.com'") { Before = Named },
        new("Get-PrivateApiDomain 2", "$result[0].BaseUrl -eq 'https://pets.example.com' -and $result[0].StageName -eq 'demo'")
        {
            Before = Named,
        },
        new("Get-PrivateApiDomain 3", "$result[0].VpcEndpointId -eq $endpoint.VpcEndpointId") { Before = Named },
        new("Get-PrivateApiEndpoint 1", "$result.Count -eq 2", LabStage.Endpoint),
        new(
            "Get-PrivateApiEndpoint 2",
            "$result.Count -eq $network.SubnetId.Count -and $result[0].PrivateIpAddress -match '^10\\.0\\.'",
            LabStage.Endpoint
        ),
        new("Get-PrivateApiEndpoint 3", "$result.Count -eq 1 -and $result[0].SubnetId.Count -eq 2")
        {
            Before = "$null = $petStore | Invoke-PrivateApi -Path /pets -Via Lambda",
        },
        new("Get-PrivateApiKey 1", "$result.Count -eq 1 -and $result[0].RestApiId -eq $orders.RestApiId")
        {
            Before = "$null = $orders | New-PrivateApiKey -Name web; " + Mobile,
        },
        new("Get-PrivateApiKey 2", "$result[0].StatusCode -eq 200") { Before = Mobile },
        new("Get-PrivateApiKey 3", "$result[0].Name -eq 'mobile' -and $result[0].UsageStart.Day -eq 1") { Before = Mobile },
        new("Get-PrivateApiLab 1", "$result.Count -eq 1", LabStage.Lab),
        new("Get-PrivateApiLab 2", "$asked[0] -eq \"aws apigateway get-rest-apis --endpoint-url $($lab.EndpointUrl)\"", LabStage.Lab),
        new("Get-PrivateApiNetwork 1", "$result.Name -contains 'PrivateAPIDemo'", LabStage.Network),
        new("Get-PrivateApiNetwork 2", "$result[0].VpcId -eq $network.VpcId", LabStage.Endpoint),
        new("Get-PrivateApiPolicy 1", "$result.Count -eq 1 -and \"$($result[0].Policy)\" -match 'arn:aws:execute-api'"),
        new("Get-PrivateApiPolicy 2", "$result[0].StageName -eq 'prod'"),
        new("Get-PrivateApiPolicy 3", "$result.Count -eq 1 -and $result[0].StageName -eq 'prod' -and $result[0].Evidence -eq 'Record'"),
        new("Get-PrivateApiResolver 1", "$result[0].ForwardDomainName -contains 'execute-api.eu-west-1.amazonaws.com'", LabStage.Network)
        {
            Before = "$null = $network | New-PrivateApiResolver -SourceCidr 192.168.0.0/16",
        },
        new("Get-PrivateApiResolver 2", "$result.Count -eq 1 -and $result[0].VpcId -eq $network.VpcId", LabStage.Network)
        {
            Before = "$null = $network | New-PrivateApiResolver -SourceCidr 192.168.0.0/16",
        },
        new("Invoke-PrivateApi 1", "$result[0].StatusCode -eq 200 -and $result[0].Body[0].price -eq 249.99"),
        new("Invoke-PrivateApi 2", "$result[0].StatusCode -eq 200"),
        new("Invoke-PrivateApi 3", "$result[0].StatusCode -eq 200 -and $result[0].Url -match '^https://vpce-'"),
        new("Invoke-PrivateApi 4", "$result[0].Failure -eq 'NameNotResolved' -and $null -eq $result[0].StatusCode"),
        new("Invoke-PrivateApi 5", "$result[0].StatusCode -eq 200 -and $result[0].Via -eq 'Ssm'"),
        new("Invoke-PrivateApi 6", "$result[0].StatusCode -eq 200"),
        new("Invoke-PrivateApi 7", "-not $result -and $warnings -match 'Execution logging is off'"),
        new("Invoke-PrivateApi 8", "$result[0].StatusCode -eq 200 -and -not (Get-PrivateApiEndpoint).Probe"),
        new(
            "New-PrivateApi 1",
            "$result[0].Stage.StageName -eq 'demo' -and $result[0].AssociatedVpcEndpointId -eq $endpoint.VpcEndpointId",
            LabStage.Endpoint
        ),
        new("New-PrivateApi 2", "$result.Count -eq 0 -and -not (Get-PrivateApi)", LabStage.Endpoint),
        new(
            "New-PrivateApi 3",
            "$result[0].Stage.StageName -eq 'prod' -and $result[0].Policy -match $endpoint.VpcEndpointId",
            LabStage.Endpoint
        ),
        new(
            "New-PrivateApi 4",
            "$result[-1].Live.StatusCode -eq 200 -and $result[-1].Verdict -eq 'Reachable' -and "
                + "$result[-1].Input.CallerAccountId -eq '210987654321'",
            LabStage.Lab
        ),
        new("New-PrivateApiAuthorizer 1", "$result[0].Method -eq 'GET /pets' -and $result[0].Type -eq 'TOKEN'") { Before = Checkout },
        new("New-PrivateApiAuthorizer 2", "$result[0].Type -eq 'REQUEST' -and $result[0].IdentitySource.Count -eq 2") { Before = Checkout },
        new("New-PrivateApiAuthorizer 3", "-not $result -and -not ($orders | Get-PrivateApiAuthorizer)"),
        new(
            "New-PrivateApiDomain 1",
            "$result[0].Status -eq 'AVAILABLE' -and ($petStore | Invoke-PrivateApi -Path /pets -UrlForm CustomDomain -Via Lambda).StatusCode -eq 200"
        ),
        new("New-PrivateApiDomain 2", "$result[-1].Mapping.BasePath -join ' ' -eq 'orders pets'"),
        new("New-PrivateApiDomain 3", "$result[0].Rule.Priority -eq 10 -and $result[0].Mapping.Count -eq 1"),
        new("New-PrivateApiDomain 4", "$result[0].ManagementPolicy -match '210987654321'"),
        new("New-PrivateApiEndpoint 1", "$result[0].State -eq 'available' -and $result[0].Name -eq 'PrivateAPIDemo'", LabStage.Lab),
        new(
            "New-PrivateApiEndpoint 2",
            "$result[0].Name -eq 'shared' -and $result[0].SubnetId.Count -eq 2 -and $result[0].SecurityGroupId.Count -eq 1",
            LabStage.Network
        ),
        new("New-PrivateApiEndpoint 3", "$result[0].Name -eq 'alias-only' -and $result[0].PrivateDnsEnabled -eq $false", LabStage.Network),
        new("New-PrivateApiKey 1", "$result[0].Name -eq 'mobile' -and $result[0].Quota -eq 1000 -and $result[0].StageName -eq 'prod'"),
        new("New-PrivateApiKey 2", "$result.Count -eq 0 -and -not (Get-PrivateApiKey)"),
        new("New-PrivateApiKey 3", "$result[0].Name -eq 'desktop' -and $result[0].UsagePlanId -eq $key.UsagePlanId"),
        new("New-PrivateApiNetwork 1", "$result[0].CidrBlock -eq '10.0.0.0/16'", LabStage.Lab),
        new("New-PrivateApiNetwork 2", "$result.Count -eq 0 -and -not (Get-PrivateApiNetwork)", LabStage.Lab),
        new("New-PrivateApiNetwork 3", "$result[0].IpAddressType -eq 'dualstack'", LabStage.Lab),
        new("New-PrivateApiPolicy 1", "$result[0].Statement.Count -eq 2", LabStage.Session),
        new(
            "New-PrivateApiPolicy 2",
            "$result[0] -match '\"AWS\": ?\"arn:aws:iam::111122223333:role/orders\"' -and $result[0] -match '/prod/GET/pets'",
            LabStage.Session
        ),
        new(
            "New-PrivateApiPolicy 3",
            "$result[0].Statement[1].Effect -eq 'Deny' -and \"$($result[0])\" -match 'aws:VpcSourceIp'",
            LabStage.Session
        ),
        new("New-PrivateApiPolicy 4", "\"$($result[0])\" -match 'Deny'", LabStage.Session),
        new(
            "New-PrivateApiPolicy 5",
            "\"$((Get-PrivateApiEndpoint -VpcEndpointId vpce-0a1b2c3d4e5f60718).Policy)\" -match 'a1b2c3d4e5/prod/GET'"
        ),
        new("New-PrivateApiPolicy 6", "\"$($result[0])\" -match \":123456789012:$($petStore.RestApiId)/\""),
        new("New-PrivateApiResolver 1", "$result[0].Status -eq 'OPERATIONAL' -and $result[0].IpAddress.Count -eq 2", LabStage.Network),
        new(
            "New-PrivateApiResolver 2",
            "$result[0].Direction -eq 'OUTBOUND' -and $result[0].AssociatedVpcId -contains $network.VpcId",
            LabStage.Network
        ),
        new("New-PrivateApiResolver 3", "$result.Count -eq 0 -and -not (Get-PrivateApiResolver)", LabStage.Network),
        new("Publish-PrivateApi 1", "$result[0].StageName -eq 'demo' -and $result[0].Url.Count -gt 0"),
        new("Publish-PrivateApi 2", "$result[0].StageName -eq 'prod' -and $result[0].Variable.backend -eq 'blue'"),
        new(
            "Publish-PrivateApi 3",
            "$result[0].Canary.PercentTraffic -eq 10 -and \"$($result[1].Check.Message)\" -match '10 % go to its canary'"
        ),
        new("Publish-PrivateApi 4", "-not $result[0].Canary -and $result[0].Variable.backend -eq 'green'")
        {
            Before = "$null = Publish-PrivateApi $orders.RestApiId prod -CanaryPercent 10 -CanaryVariable @{ backend = 'green' }",
        },
        new(
            "Publish-PrivateApi 5",
            "$result[0].MethodSetting[0].ThrottlingRateLimit -eq 100 -and $result[0].MethodSetting[1].Method -eq 'GET /orders'"
                + " -and $result[0].AccessLogArn -like '*:log-group:orders-access'"
        )
        {
            Before = LogRole,
        },
        new("Remove-PrivateApi 1", "(Get-PrivateApi).Name -eq 'Orders'"),
        new("Remove-PrivateApi 2", "@(Get-PrivateApi).Count -eq 2 -and -not (Get-PrivateApi test-*)")
        {
            Before =
                "New-PrivateApi -Name test-1 -Sample PetStore -SourceVpc $network.VpcId; "
                + "New-PrivateApi -Name test-2 -Sample PetStore -SourceVpc $network.VpcId",
        },
        new("Remove-PrivateApiAuthorizer 1", "-not ($orders | Get-PrivateApiAuthorizer)")
        {
            Before = Tokens.Replace("$petStore", "$orders", StringComparison.Ordinal),
        },
        new("Remove-PrivateApiAuthorizer 2", "-not ($petStore | Get-PrivateApiAuthorizer)") { Before = Tokens },
        new("Remove-PrivateApiDomain 1", "-not (Get-PrivateApiDomain) -and @(Get-PrivateApi).Count -eq 2") { Before = Named },
        new("Remove-PrivateApiDomain 2", "$written -match 'Base path' -and @(Get-PrivateApiDomain).Count -eq 1") { Before = Named },
        new("Remove-PrivateApiDomainAssociation 1", "-not (Get-PrivateApiDomain).Association -and -not (Get-PrivateApiDomain).Record")
        {
            Before = Named,
        },
        new("Remove-PrivateApiDomainAssociation 2", "$written -match 'hosted zone' -and (Get-PrivateApiDomain).Association.Count -eq 1")
        {
            Before = Named,
        },
        new("Remove-PrivateApiEndpoint 1", "(Get-PrivateApiEndpoint).Name -eq 'Second'", LabStage.Endpoint),
        new("Remove-PrivateApiEndpoint 2", "(Get-PrivateApiEndpoint).Name -eq 'Second'", LabStage.Endpoint),
        new("Remove-PrivateApiKey 1", "-not (Get-PrivateApiKey)") { Before = Mobile },
        new("Remove-PrivateApiKey 2", "(Get-PrivateApiKey).Name -eq 'mobile'")
        {
            Before = Mobile + "; $null = $petStore | New-PrivateApiKey -Name test-1",
        },
        new("Remove-PrivateApiNetwork 1", "(Get-PrivateApiNetwork).Name -eq 'Second'", LabStage.Endpoint),
        new("Remove-PrivateApiNetwork 2", "(Get-PrivateApiNetwork).Name -eq 'PrivateAPIDemo'", LabStage.Network)
        {
            Before = "New-PrivateApiNetwork -Name test-1",
        },
        new("Remove-PrivateApiResolver 1", "-not (Get-PrivateApiResolver)", LabStage.Network)
        {
            Before = "$null = $network | New-PrivateApiResolver -SourceCidr 192.168.0.0/16",
        },
        new("Remove-PrivateApiResolver 2", "-not (Get-PrivateApiResolver)", LabStage.Network)
        {
            Before = "$null = $network | New-PrivateApiResolver -SourceCidr 192.168.0.0/16",
        },
        new("Repair-PrivateApi 1", "$result.Count -eq 0 -and $written -match 'opens API abcde12345'") { Before = Broken },
        new("Repair-PrivateApi 2", "$repair.Before -eq 'Blocked' -and $repair.Result.Live.StatusCode -eq 200") { Before = Broken },
        new("Repair-PrivateApi 3", "$result[0].Verdict -eq 'Blocked'")
        {
            Before = Broken + "; $repair = $petStore | Test-PrivateApi -SubnetId $network.SubnetId[0] | Repair-PrivateApi -Force",
        },
        new("Resolve-PrivateApiError 1", "$result[0].Cause -eq 'StageUnknown' -and $result[0].StatusCode -eq 403", LabStage.Session)
        {
            Before =
                "try { throw 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/ answered {\"message\":\"Forbidden\"}' } catch { }",
        },
        new(
            "Resolve-PrivateApiError 2",
            "$result[0].Cause -eq 'CallerOutsideVpc' -and $result[0].Command -match '-RestApiId a1b2c3d4e5 -StageName prod -Path ./pets'",
            LabStage.Session
        ),
        new("Resolve-PrivateApiError 3", "$result.Cause -join ' ' -eq 'MethodUnknown SignatureMissing'", LabStage.Session),
        new("Restore-PrivateApi 1", "$result.Count -eq 0 -and $written -match 'Restore stage prod of Orders'") { Before = Deployed },
        new("Restore-PrivateApi 2", "$result[0].StageName -eq 'prod' -and $result[0].DeploymentId -eq $first") { Before = Deployed },
        new(
            "Restore-PrivateApi 3",
            "$result[0].DeploymentId -ne $first -and $result[0].Tag['privateapi:policy'] -match $result[0].DeploymentId"
        )
        {
            Before = Deployed + "; $null = Publish-PrivateApi $orders.RestApiId prod -Description 'Release 42'",
        },
        new("Set-PrivateApi 1", "$result.Count -eq 0 -and $written -match 'POST /orders'"),
        new("Set-PrivateApi 2", "$result[0].Stage.StageName -eq 'prod'"),
        new(
            "Set-PrivateApi 3",
            "$result[0].AssociatedVpcEndpointId.Count -eq 2 -and ($result[0].Url | Where-Object Form -EQ Alias).Count -eq 2"
        ),
        new("Set-PrivateApi 4", "$result[0].EndpointType -eq 'PRIVATE' -and $result[0].AssociatedVpcEndpointId.Count -eq 1")
        {
            Before = "$null = $orders | Set-PrivateApi -EndpointType Regional -RemovePolicy -Force",
        },
        new("Set-PrivateApi 5", "$result[0].EndpointType -eq 'REGIONAL' -and $result[0].Policy -match '198.51.100.0/24'"),
        new(
            "Set-PrivateApiDomain 1",
            "$result[0].Policy -match $second.VpcEndpointId -and $result[0].Policy -match $endpoint.VpcEndpointId"
        )
        {
            Before = Named,
        },
        new("Set-PrivateApiDomain 2", "$written -match '210987654321' -and -not (Get-PrivateApiDomain).ManagementPolicy")
        {
            Before = Named,
        },
        new("Set-PrivateApiEndpoint 1", "(Get-PrivateApiEndpoint PrivateAPIDemo).PrivateDnsEnabled -eq $false", LabStage.Endpoint),
        new("Set-PrivateApiEndpoint 2", "\"$($result[0].Policy)\" -match 'arn:aws:execute-api:eu-west-1:123456789012:'", LabStage.Endpoint),
        new("Set-PrivateApiEndpoint 3", "$result.Count -eq 0 -and $written -match 'Remove subnet'", LabStage.Endpoint),
        new("Set-PrivateApiEndpoint 4", "([regex]::Matches($result[0].Policy, 'execute-api:Invoke')).Count -eq 2")
        {
            Before =
                "$null = $endpoint | Set-PrivateApiEndpoint -Policy (New-PrivateApiPolicy -Template EndpointApiAllowlist "
                + "-ApiArn arn:aws:execute-api:eu-west-1:123456789012:zyxwv98765)",
        },
        new("Set-PrivateApiKey 1", "$result[0].RateLimit -eq 20 -and $result[0].BurstLimit -eq 40") { Before = Mobile },
        new("Set-PrivateApiKey 2", "$result[0].Remaining -eq 600 -and $result[0].Quota -eq 100") { Before = Mobile },
        new("Set-PrivateApiKey 3", "$result[0].StageName -eq 'prod'")
        {
            Before = Mobile + "; $null = $petStore | Publish-PrivateApi -StageName prod",
        },
        new("Set-PrivateApiKey 4", "-not $result[0].Enabled") { Before = Mobile },
        new("Set-PrivateApiPolicy 1", "\"$((Get-PrivateApiPolicy a1b2c3d4e5 -StageName prod).Policy)\" -match 'vpce-1a2b3c4d5e6f70819'"),
        new("Set-PrivateApiPolicy 2", "$result.Count -eq 0 -and $written -match 'Who can call'"),
        new("Set-PrivateApiPolicy 3", "\"$((Get-PrivateApiPolicy a1b2c3d4e5 -StageName prod).Policy)\" -match '111122223333:role/orders'"),
        new("Set-PrivateApiPolicy 4", "\"$((Get-PrivateApiPolicy a1b2c3d4e5 -StageName prod).Policy)\" -match '/prod/'"),
        new(
            "Set-PrivateApiPolicy 5",
            "\"$((Get-PrivateApiPolicy a1b2c3d4e5 -StageName prod).Policy)\" -match 'vpce-0a1b2c3d4e5f60718.*vpce-1a2b3c4d5e6f70819'"
        )
        {
            Before = ByEndpoint,
        },
        new(
            "Set-PrivateApiPolicy 6",
            "$result.Count -eq 0 -and $written -match 'gains.*vpce-1a2b3c4d5e6f70819' -and $written -match 'Who can call'"
        )
        {
            Before = ByEndpoint,
        },
        new("Set-PrivateApiPolicy 7", "$result[0].Policy -match 'admin' -and $result[1].Policy -notmatch 'admin' -and $result.Count -eq 2"),
        new(
            "Start-PrivateApiLab 1",
            "$lab.Region -eq 'eu-west-1' -and (Get-PrivateApiNetwork).Name -eq 'PrivateAPIDemo'",
            LabStage.Session
        ),
        new(
            "Start-PrivateApiLab 2",
            "$asked[0] -eq 'aws ec2 describe-vpcs --region eu-west-1' -and $AWS_ENDPOINT_URL -eq $lab.EndpointUrl -and -not $lab.IsDefault",
            LabStage.Session
        ),
        new("Start-PrivateApiLab 3", "$result[0].IsDefault", LabStage.Session),
        new(
            "Start-PrivateApiLab 4",
            "$asked[0] -eq 'aws iam create-user --user-name engineer' -and $AWS_ACCESS_KEY_ID -eq 'lab' -and -not $lab.IsDefault",
            LabStage.Session
        ),
        new(
            "Start-PrivateApiLab 5",
            "$result[1].NetworkInterface.Count -eq 2 -and $result[1].NetworkInterface.AvailabilityZone -notcontains 'eu-west-1a'",
            LabStage.Session
        ),
        new("Start-PrivateApiLab 6", "$asked[0] -match '/eu-west-1_Abcdef123/' -and (Get-PrivateApiLab).IsDefault", LabStage.Session),
        new("Stop-PrivateApiLab 1", "-not (Get-PrivateApiLab)", LabStage.Lab),
        new("Stop-PrivateApiLab 2", "@(Get-PrivateApiLab).Count -eq 1", LabStage.Lab),
        new("Test-PrivateApi 1", "$result[0].Verdict -eq 'Reachable' -and $result[0].StageName -eq 'demo'"),
        new("Test-PrivateApi 2", "$result[0].Verdict -eq 'Reachable' -and $result[0].Check.Name -contains 'CallerEgress'"),
        new("Test-PrivateApi 3", "$result[0].Verdict -eq 'Reachable'"),
        new("Test-PrivateApi 4", "$result.Count -eq 0"),
        new(
            "Test-PrivateApi 5",
            "$result.Count -eq $network.SubnetId.Count -and $result.Agrees -notcontains $false -and $result.Agrees -contains $true"
        ),
        new("Test-PrivateApi 6", "(Read ./case.json) -match 'StageName' -and $result[0].Verdict -eq 'Reachable'"),
        new(
            "Test-PrivateApi 7",
            "$result[0].UrlForm -eq 'Alias' -and ($result[0].Check | Where-Object Status -EQ Failed).Message -match 'no route back'"
        ),
        new(
            "Test-PrivateApi 8",
            "($result[0].Check | Where-Object Name -EQ MethodAuthorization).Status -eq 'Skipped' -and "
                + "$result[0].Verdict -eq 'Unknown' -and $result[0].Live.StatusCode -eq 200"
        ),
        new("Test-PrivateApi 9", "$result[0].RestApiId -eq $petStore.RestApiId -and $result[0].Path -eq '/pets'"),
        new("Test-PrivateApi 10", "$result[0].Observed[0].Cause -eq 'MethodUnknown' -and $result[0].Explanation -match 'MethodExists'"),
        new("Test-PrivateApi 11", "$result[0].Verdict -eq 'Reachable' -and $result[0].Caller -match $eni"),
        new("Test-PrivateApi 12", "$result[0].Verdict -eq 'Reachable' -and $result[0].RestApiId -eq $petStore.RestApiId"),
        new("Test-PrivateApi 13", "$result.Verdict -join ' ' -eq 'Reachable Blocked' -and $result[1].Caller -match '^subnet-.* with sg-'"),
        new("Test-PrivateApi 14", "$result[0].Live.StatusCode -eq 200 -and $result[0].Caller -eq $before[0].Caller"),
        new("Test-PrivateApi 15", "(Read ./calls.xml) -match 'tests=\"2\" failures=\"0\"'"),
        new("Test-PrivateApi 16", "$result[0].Verdict -eq 'Reachable' -and $result[0].Path -eq '/pets'"),
        new("Test-PrivateApiPolicy 1", "-not ($result.Severity -eq 'Error')"),
        new("Test-PrivateApiPolicy 2", "$result[0].Effect -eq 'Allowed'"),
        new("Test-PrivateApiPolicy 3", "$result.Count -eq 1 -and $result[0].Passed -eq $false", LabStage.Session),
        new("Test-PrivateApiPolicy 4", "-not ($result.Severity -eq 'Error')"),
        new("README 1", "(Get-PrivateApi Orders).Stage.StageName -eq 'prod'", LabStage.Endpoint),
        new("README 2", "$result[-1].IsMet"),
        new("README 3", "($result[0].Check | Where-Object Status -EQ Failed).Name -contains 'MethodAuthorization'")
        {
            Before =
                "$orders | Invoke-PrivateApi -Path /orders -Via Lambda; $checkout = "
                + "(Get-PrivateApiEndpoint PrivateAPIDemo).Probe.FunctionName",
        },
        new("README 4", "$result[0].Cause -eq 'NameServerUnreachable'")
        {
            Before = "try { throw 'getaddrinfo EAI_AGAIN a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com' } catch { }",
        },
        new("README 5", "(Read ./fleet.html) -match 'PetStore' -and (Read ./fleet.html) -match 'Orders'"),
        new("README 6", "-not (Get-PrivateApi) -and (Get-PrivateApiNetwork).Name -eq 'Second'")
        {
            Before = "$petStore | Remove-PrivateApi -Force",
        },
    ];
}
