BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $network = New-PrivateApiNetwork -Name Demo
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
    $folder = Join-Path ([IO.Path]::GetTempPath()) "test-privateapi-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory $folder

    # A call of EC2 or IAM, for what the module has no command for. The lab reads who calls, and verifies no signature.
    function Invoke-Aws([string] $Action, [hashtable] $Argument = @{}, [string] $Service = 'ec2', [string] $Version = '2016-11-15') {
        $headers = @{ Authorization = "AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0" }
        $answer = Invoke-WebRequest -Uri $lab.EndpointUrl -Method Post -Headers $headers -Body ($Argument + @{ Action = $Action; Version = $Version }) -SkipHeaderValidation
        [xml] ($answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content)
    }

    function Get-Check($Result, [string] $Name) { $Result.Check | Where-Object Name -EQ $Name }

    # Runs a remedy as a user pastes it.
    function Invoke-Remedy($Check) { & ([scriptblock]::Create("`$ConfirmPreference = 'None'; $($Check.Remedy)")) }

    $https = @{ 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 443; 'IpPermissions.1.ToPort' = 443 }
}

AfterAll {
    Remove-Item $folder -Recurse -Force
    Stop-PrivateApiLab
}

Describe 'Test-PrivateApi, with everything open' {
    It 'says Reachable, and no check is Failed' {
        $result = $api | Test-PrivateApi @caller
        $result.Verdict | Should -Be 'Reachable'
        $result.PredictedStatusCode | Should -Be 200
        $result.PredictedFailure | Should -Be 'None'
        $result.Check.Status | Should -Not -Contain 'Failed'
        $result.Check.Status | Should -Not -Contain 'Skipped'
        $result.StageName | Should -Be 'demo'
        $result.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $result.Url | Should -Be "https://$($api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo"
    }

    It 'has all checks, in path order' {
        ($api | Test-PrivateApi @caller).Check.Name -join ' ' | Should -Be ('ApiIsPrivate ApiAvailable DefaultEndpointEnabled StageDeployed MethodExists EndpointExists EndpointAvailable ' +
            'EndpointAssociated DomainAssociated NameResolves PublicApiShadowed CallerRoute CallerEgress CallerNetworkAcl EndpointNetworkAcl EndpointIngress ZoneCoverage EndpointPolicy ' +
            'DomainPolicy ResourcePolicy PolicyDeployed MethodAuthorization ApiKey AccessMode Integration')
    }

    It 'is true for every form of address: <_>' -ForEach 'PrivateDns', 'Alias', 'EndpointDns' {
        $result = $api | Test-PrivateApi @caller -Path /pets -UrlForm $_ -Via Lambda
        $result.UrlForm | Should -Be $_
        $result.Verdict | Should -Be 'Reachable'
        $result.Live.StatusCode | Should -Be 200
        $result.Agrees | Should -BeTrue
    }

    It 'tries every endpoint that the API names where no caller is given, and leaves the way there alone' {
        $result = $api | Test-PrivateApi
        $result.Verdict | Should -Be 'Reachable'
        (Get-Check $result CallerRoute).Status | Should -Be 'NotApplicable'
        (Get-Check $result NameResolves).Status | Should -Be 'NotApplicable'
        (Get-Check $result ResourcePolicy).Status | Should -Be 'Passed'
    }

    It 'is one boolean with -Quiet, for all together' {
        $api | Test-PrivateApi @caller -Quiet | Should -BeExactly $true
        $api | Test-PrivateApi -SubnetId $network.SubnetId -SecurityGroupId $network.SecurityGroupId -Quiet | Should -BeExactly $true
        $api | Test-PrivateApi @caller -Path /nowhere -Quiet | Should -BeExactly $false
    }

    It 'is a short list for people, with the evidence of what failed and the remedy' {
        $text = $api | Test-PrivateApi @caller -Method DELETE -Path /pets | Out-String -Width 500
        $text | Should -Match 'Blocked.*: 403 \{"message":"Missing Authentication Token"\}'
        $text | Should -Match '✗\S* MethodExists +the deployment of stage demo has no method for DELETE /pets; that path has GET, POST, OPTIONS'
        $text | Should -Match '> Set-PrivateApi -RestApiId'
        $text | Should -Match '✓\S* NameResolves\r?\n'
        $text | Should -Not -Match 'ApiKey'
    }

    It 'shows the evidence of every check with -Detailed' {
        $result = $api | Test-PrivateApi @caller -Detailed
        $text = $result | Out-String -Width 500
        $text | Should -Match "NameResolves +$($api.RestApiId)\S+: private DNS of $($endpoint.VpcEndpointId) answers in $($network.VpcId)"
        $text | Should -Match 'ApiKey +GET / wants no API key'
        $result.Check.Count | Should -Be 25
    }
}

Describe 'Test-PrivateApi takes' {
    It 'an id, a stage, and objects of Get-PrivateApi' {
        (Test-PrivateApi $api.RestApiId).RestApiId | Should -Be $api.RestApiId
        (Get-PrivateApi -Name PetStore | Test-PrivateApi).Verdict | Should -Be 'Reachable'
        ($api.Stage | Test-PrivateApi).StageName | Should -Be 'demo'
    }

    It 'an endpoint, through which the calls go' {
        $result = $endpoint | Test-PrivateApi -RestApiId $api.RestApiId
        $result.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $result.Verdict | Should -Be 'Reachable'
    }

    It 'what AWS Tools emit' {
        # The shape of Amazon.APIGateway.Model.RestApi and Stage, as Get-AGRestApi and Get-AGStageList emit them.
        ([pscustomobject] @{ Id = $api.RestApiId; Name = 'PetStore' } | Test-PrivateApi @caller).Verdict | Should -Be 'Reachable'
        ([pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo' } | Test-PrivateApi @caller).StageName | Should -Be 'demo'
    }

    It 'every stage where none is named' {
        $null = $api | Publish-PrivateApi -StageName second
        ($api | Test-PrivateApi @caller).StageName | Sort-Object | Should -Be 'demo', 'second'
        $missing = $api | Test-PrivateApi @caller -StageName third
        (Get-Check $missing StageDeployed).Status | Should -Be 'Failed'
        (Get-Check $missing StageDeployed).Remedy | Should -Match 'Publish-PrivateApi -RestApiId \w+ -StageName third'
        $missing.PredictedBody | Should -Be '{"message":"Forbidden"}'
    }

    It 'each subnet as a caller of its own' {
        $results = $api | Test-PrivateApi -StageName demo -SubnetId $network.SubnetId -SecurityGroupId $network.SecurityGroupId
        $results.Count | Should -Be 2
        $results[1].Caller | Should -Match $network.SubnetId[1]
    }

    It 'a network interface, an address, and a function as the caller' {
        $card = $endpoint.NetworkInterface[0]
        ($api | Test-PrivateApi -StageName demo -NetworkInterfaceId $card.NetworkInterfaceId).Caller | Should -Match $card.PrivateIpAddress
        ($api | Test-PrivateApi -StageName demo -VpcId $network.VpcId -SourceIp 10.0.0.77 -SecurityGroupId $network.SecurityGroupId).Verdict | Should -Be 'Reachable'
        $null = $api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda @caller
        $probe = (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe[0]
        ($api | Test-PrivateApi -StageName demo -FunctionName $probe.FunctionName).Caller | Should -Match "function $($probe.FunctionName) in subnet-"
    }

    It 'a caller on premises, whose name servers forward or ask public ones' {
        $public = $api | Test-PrivateApi -StageName demo -OnPremises -SourceIp 172.16.0.9 -VpcId $network.VpcId -Resolver Public
        $public.UrlForm | Should -Be 'Alias'
        (Get-Check $public NameResolves).Status | Should -Be 'Passed'
        (Get-Check $public CallerRoute).Status | Should -Be 'Failed'
        $forwarded = $api | Test-PrivateApi -StageName demo -OnPremises -SourceIp 172.16.0.9 -VpcId $network.VpcId -UrlForm PrivateDns
        (Get-Check $forwarded NameResolves).Message | Should -Match 'no inbound resolver endpoint'
    }
}

Describe 'Test-PrivateApi finds' {
    It 'private DNS that is off, and its remedy turns it on' {
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Confirm:$false
        $check = Get-Check ($api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns) NameResolves
        $check.Status | Should -Be 'Failed'
        $check.Message | Should -Match "private DNS of $($endpoint.VpcEndpointId) is off"
        $check.Remedy | Should -Be "Set-PrivateApiEndpoint -VpcEndpointId $($endpoint.VpcEndpointId) -PrivateDnsEnabled `$true"
        ($api | Test-PrivateApi @caller -StageName demo).UrlForm | Should -Be 'Alias'
        $null = Invoke-Remedy $check
        ($api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns).Verdict | Should -Be 'Reachable'
    }

    It 'DNS hostnames of the VPC that are off' {
        $null = Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'false' }
        $result = $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns
        $result.PredictedFailure | Should -Be 'NameNotResolved'
        (Get-Check $result NameResolves).Remedy | Should -Be "Edit-EC2VpcAttribute -VpcId $($network.VpcId) -EnableDnsHostnames `$true"
        $null = Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'true' }
        $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns -Quiet | Should -BeTrue
    }

    It 'a closed security group of the endpoint, and calls time out' {
        $rule = $https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock }
        $null = Invoke-Aws RevokeSecurityGroupIngress $rule
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda
        (Get-Check $result EndpointIngress).Status | Should -Be 'Failed'
        (Get-Check $result EndpointIngress).Message | Should -Match "no rule of $($network.SecurityGroupId) lets TCP 443 in"
        (Get-Check $result EndpointIngress).Remedy | Should -Match "^Grant-EC2SecurityGroupIngress -GroupId $($network.SecurityGroupId) .*443"
        $result.PredictedFailure | Should -Be 'ConnectTimeout'
        $result.Live.Failure | Should -Be 'ConnectTimeout'
        $result.Agrees | Should -BeTrue
        $null = Invoke-Aws AuthorizeSecurityGroupIngress $rule
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a network ACL that holds the answers back' {
        $acl = (Invoke-Aws DescribeNetworkAcls @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $network.VpcId }).GetElementsByTagName('networkAclId')[0].InnerText
        $null = Invoke-Aws CreateNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Protocol = 6; RuleAction = 'deny'; Egress = 'true'; CidrBlock = '10.0.0.0/8'; 'PortRange.From' = 1024; 'PortRange.To' = 65535 }
        $second = @{ SubnetId = $network.PublicSubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
        $result = $api | Test-PrivateApi @second -StageName demo -Via Lambda
        (Get-Check $result EndpointNetworkAcl).Status | Should -Be 'Failed'
        (Get-Check $result EndpointNetworkAcl).Message | Should -Match 'rule 50 denies the answer'
        (Get-Check $result EndpointNetworkAcl).Remedy | Should -Match "^New-EC2NetworkAclEntry -NetworkAclId $acl -RuleNumber 49 -Egress \`$true"
        $result.Agrees | Should -BeTrue
        $null = Invoke-Aws DeleteNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Egress = 'true' }
        $api | Test-PrivateApi @second -StageName demo -Quiet | Should -BeTrue
    }

    It 'an endpoint policy that denies, and what the call gets' {
        $closed = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}'
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $closed -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda
        (Get-Check $result EndpointPolicy).Status | Should -Be 'Failed'
        (Get-Check $result EndpointPolicy).Remedy | Should -Match "^Set-PrivateApiEndpoint -VpcEndpointId $($endpoint.VpcEndpointId) -Policy"
        $result.PredictedBody | Should -Match 'because no VPC endpoint policy allows the execute-api:Invoke action'
        $result.PredictedBody | Should -Be $result.Live.Content
        $result.Agrees | Should -BeTrue
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' -Confirm:$false
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a policy that does not name the endpoint, and its remedy does' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo
        $check = Get-Check $result ResourcePolicy
        $check.Status | Should -Be 'Failed'
        $result.PredictedStatusCode | Should -Be 403
        $check.Remedy | Should -Be "Set-PrivateApiPolicy -RestApiId $($api.RestApiId) -SourceVpce vpce-0123456789abcdef0, $($endpoint.VpcEndpointId) -StageName demo"
        $null = Invoke-Remedy $check
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a policy that is not deployed, leaves the verdict to the deployed one, and its remedy deploys' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0fedcba9876543210 -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo -Via Lambda
        $result.Verdict | Should -Be 'Reachable'
        $result.Agrees | Should -BeTrue
        $check = Get-Check $result PolicyDeployed
        $check.Status | Should -Be 'Failed'
        $check.Remedy | Should -Be "Publish-PrivateApi -RestApiId $($api.RestApiId) -StageName demo"
        $null = Invoke-Remedy $check
        $denied = $api | Test-PrivateApi @caller -StageName demo -Via Lambda
        $denied.Verdict | Should -Be 'Blocked'
        $denied.Live.StatusCode | Should -Be 403
        (Get-Check $denied PolicyDeployed).Status | Should -Be 'Passed'
        $null = $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName demo -Confirm:$false
    }

    It 'an alias without an association, and its remedy associates' {
        $lonely = New-PrivateApi -Name Lonely -Sample PetStore -StageName demo -Policy (New-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId).ToString()
        $result = $lonely | Test-PrivateApi @caller -UrlForm Alias -VpcEndpointId $endpoint.VpcEndpointId
        (Get-Check $result NameResolves).Status | Should -BeIn 'Failed', 'Passed'
        $check = Get-Check ($lonely | Test-PrivateApi -UrlForm Alias -VpcEndpointId $endpoint.VpcEndpointId) EndpointAssociated
        $check.Status | Should -Be 'Failed'
        $null = Invoke-Remedy $check
        (Get-Check ($lonely | Test-PrivateApi -UrlForm Alias -VpcEndpointId $endpoint.VpcEndpointId) EndpointAssociated).Status | Should -Be 'Passed'
        $lonely | Remove-PrivateApi -Force
    }

    It 'public APIs that private DNS cuts off, as a warning that stops nothing' {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' }
        $public = Invoke-RestMethod "$($lab.EndpointUrl)restapis" -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/json -Body '{"name":"Shop","endpointConfiguration":{"types":["REGIONAL"]}}'
        $result = $api | Test-PrivateApi @caller -StageName demo
        $result.Verdict | Should -Be 'Reachable'
        (Get-Check $result PublicApiShadowed).Status | Should -Be 'Warning'
        (Get-Check $result PublicApiShadowed).Message | Should -Match "Shop \($($public.id)\)"
        $null = Invoke-RestMethod "$($lab.EndpointUrl)restapis/$($public.id)" -Method Delete -Headers $headers -SkipHeaderValidation
    }
}

Describe 'Test-PrivateApi -Via' {
    It 'Direct says so where this machine is not where the caller is' {
        $result = $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns -Via Direct
        $result.Live.Failure | Should -Be 'NameNotResolved'
        $result.Agrees | Should -BeFalse
        $result.Explanation -join "`n" | Should -Match 'The prediction relied on'
        $result | Out-String -Width 300 | Should -Match 'Live \(Direct\): NameNotResolved.*not as predicted'
    }

    It 'Ssm calls from the instance that is judged' {
        $null = Invoke-Aws CreateInstanceProfile @{ InstanceProfileName = 'caller' } iam '2010-05-08'
        $made = Invoke-Aws RunInstances @{ ImageId = 'ami-0123456789abcdef0'; InstanceType = 't3.micro'; MinCount = 1; MaxCount = 1; SubnetId = $caller.SubnetId; 'SecurityGroupId.1' = $caller.SecurityGroupId; 'IamInstanceProfile.Name' = 'caller' }
        $instance = $made.GetElementsByTagName('instanceId')[0].InnerText
        while ((Invoke-Aws DescribeInstances @{ 'InstanceId.1' = $instance }).GetElementsByTagName('instanceState')[0].name -ne 'running') { [Threading.Thread]::Yield() }
        $result = $api | Test-PrivateApi -StageName demo -Path /pets -InstanceId $instance -Via Ssm
        $result.Caller | Should -Match $instance
        $result.Live.Via | Should -Be 'Ssm'
        $result.Live.Body[0].type | Should -Be 'dog'
        $result.Agrees | Should -BeTrue
    }

    It 'makes no call with -WhatIf' {
        $result = $api | Test-PrivateApi @caller -StageName demo -Via Lambda -WhatIf
        $result.Verdict | Should -Be 'Reachable'
        $result.Live | Should -BeNullOrEmpty
        $result.Agrees | Should -BeNullOrEmpty
    }
}

Describe 'Test-PrivateApi -SnapshotPath' {
    It 'writes a case, and judges it again without a connection' {
        $file = Join-Path $folder case.json
        $live = $api | Test-PrivateApi @caller -StageName demo -Path /pets -SnapshotPath $file
        $replayed = pwsh -NoProfile -Command "Import-Module '$PSScriptRoot/../../out/PrivateApi'; `$r = Test-PrivateApi -SnapshotPath '$file'; `$r.Verdict, `$r.Url, `$r.Check.Count"
        $replayed[0] | Should -Be $live.Verdict
        $replayed[1] | Should -Be $live.Url
        (Test-PrivateApi -SnapshotPath $file -Path /nowhere).Verdict | Should -Be 'Blocked'
        Test-PrivateApi -SnapshotPath $file -Quiet | Should -BeTrue
    }

    It 'holds nothing secret' {
        $file = Join-Path $folder secret.json
        $null = $api | Test-PrivateApi @caller -StageName demo -ApiKey 'key-of-gold' -Header @{ Authorization = 'Bearer moon'; Cookie = 'crumbs' } -Body 'private words' -SnapshotPath $file
        $text = Get-Content $file -Raw
        $text | Should -Match $api.RestApiId
        foreach ($secret in 'key-of-gold', 'Bearer', 'moon', 'crumbs', 'private words', 'SecretKey') { $text | Should -Not -Match $secret }
    }

    It 'refuses what is no snapshot: <Name>' -ForEach @(
        @{ Name = 'a file that is not there'; Content = $null }
        @{ Name = 'no JSON'; Content = 'pets' }
        @{ Name = 'other JSON'; Content = '{"a":1}' }
        @{ Name = 'a newer version'; Content = '{"Snapshot":{"Version":99,"AccountId":"1","Region":"r","Partition":"aws","DnsSuffix":"s","TakenAt":"2026-01-01T00:00:00Z"},"Call":[]}' }
    ) {
        $file = Join-Path $folder "$([guid]::NewGuid()).json"
        if ($Content) { Set-Content $file $Content }
        { Test-PrivateApi -SnapshotPath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSnapshot,PrivateApi.Commands.TestPrivateApiCommand'
    }
}

Describe 'Test-PrivateApi refuses' {
    It 'a caller that is not there: <Name>' -ForEach @(
        @{ Name = 'subnet'; Caller = @{ SubnetId = 'subnet-0123456789abcdef0' } }
        @{ Name = 'instance'; Caller = @{ InstanceId = 'i-0123456789abcdef0' } }
        @{ Name = 'function'; Caller = @{ FunctionName = 'nobody' } }
        @{ Name = 'network interface'; Caller = @{ NetworkInterfaceId = 'eni-0123456789abcdef0' } }
    ) {
        { $api | Test-PrivateApi @Caller -ErrorAction Stop } | Should -Throw -ErrorId 'CallerNotFound,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'an address that no subnet holds, and says what to do' {
        { $api | Test-PrivateApi -VpcId $network.VpcId -SourceIp 192.168.1.1 -ErrorAction Stop } | Should -Throw -ErrorId 'CallerNotFound,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*-OnPremises*'
    }

    It 'an API of another Region' {
        { $api | Test-PrivateApi -Region us-east-1 -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'nothing where the API is not there: that is a finding' {
        $result = Test-PrivateApi zzzzzzzzzz
        (Get-Check $result ApiIsPrivate).Status | Should -Be 'Failed'
        $result.Verdict | Should -Be 'Blocked'
        Test-PrivateApi zzzzzzzzzz -Quiet | Should -BeExactly $false
    }
}

Describe 'Test-PrivateApi in CI' {
    # Annotations go to the host, past the pipeline, so a process of its own shows them.
    BeforeAll {
        $failing = Join-Path $folder failing.json
        $null = $api | Test-PrivateApi @caller -StageName demo -Path /nowhere -SnapshotPath $failing
        function Invoke-InCi([hashtable] $Environment) {
            $set = ($Environment.GetEnumerator() | ForEach-Object { "`$env:$($_.Key) = '$($_.Value)'" }) -join '; '
            (pwsh -NoProfile -Command "`$env:GITHUB_ACTIONS = `$env:TF_BUILD = `$null; $set; Import-Module '$PSScriptRoot/../../out/PrivateApi'; `$null = Test-PrivateApi -SnapshotPath '$failing'") -join "`n"
        }
    }

    It 'annotates failed checks in GitHub Actions' {
        Invoke-InCi @{ GITHUB_ACTIONS = 'true' } | Should -Match "^::error title=MethodExists PetStore $($api.RestApiId)/demo::the deployment of stage demo has no method for GET /nowhere.*%0AFix: Set-PrivateApi"
    }

    It 'logs issues in Azure DevOps' {
        Invoke-InCi @{ TF_BUILD = 'True' } | Should -Match '^##vso\[task\.logissue type=error;code=MethodExists\]the deployment of stage demo'
    }

    It 'is silent elsewhere' {
        Invoke-InCi @{} | Should -BeNullOrEmpty
    }
}
