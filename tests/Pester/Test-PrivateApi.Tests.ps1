BeforeAll { . "$PSScriptRoot/DiagnosisScene.ps1" }

AfterAll { Stop-PrivateApiLab }

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
            'EndpointAssociated DomainAssociated NameResolves PublicApiShadowed LoadBalancer CallerRoute CallerEgress CallerNetworkAcl EndpointNetworkAcl EndpointIngress ZoneCoverage RequestHost EndpointPolicy ' +
            'DomainPolicy WebAcl ResourcePolicy PolicyDeployed MethodAuthorization ApiKey AccessMode Integration')
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
        $text | Should -Match 'Blocked\S* +403: MethodExists'
        $text | Should -Match 'answer +\{"message":"Missing Authentication Token"\}'
        $text | Should -Match '✗\S* MethodExists\r?\n +the deployment of stage demo has no method for DELETE /pets; that path\s+has GET, POST, OPTIONS'
        $text | Should -Match '✓\S* \d+ passed'
        $text | Should -Not -Match 'NameResolves'
        $text | Should -Not -Match 'ApiKey'
    }

    It 'shows the evidence of every check with -Detailed' {
        $result = $api | Test-PrivateApi @caller -Detailed
        $text = $result | Out-String -Width 500
        $text | Should -Match "NameResolves\s+$($api.RestApiId)\S+:\s+private DNS of\s+$($endpoint.VpcEndpointId)\s+answers\s+in\s+$($network.VpcId)"
        $text | Should -Match 'ApiKey\s+GET / does not require an API key'
        $result.Check.Count | Should -Be 28
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
        (Get-Check $missing StageDeployed).Remedy | Should -Match '^Test-PrivateApi -RestApiId \w+ -StageName demo '
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

    It 'a command without an API, and says where one comes from' {
        { Test-PrivateApi -ErrorAction Stop } | Should -Throw -ErrorId 'ApiRequired,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*Get-PrivateApi*'
    }

    It 'an endpoint alone: which API is asked for' {
        $endpoint | Test-PrivateApi -ErrorVariable said -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $said[0].FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,PrivateApi.Commands.TestPrivateApiCommand'
        "$($said[0])" | Should -Match "An API is required, but Endpoint $($endpoint.VpcEndpointId) has no RestApiId. Name the API with -RestApiId"
        $said[0].TargetObject | Should -Be $endpoint
        $endpoint | Test-PrivateApi -Quiet -ErrorAction SilentlyContinue | Should -BeExactly $false
        ($endpoint | Test-PrivateApi -RestApiId $api.RestApiId -StageName demo).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'nothing where the API is not there: that is a finding' {
        $result = Test-PrivateApi zzzzzzzzzz
        (Get-Check $result ApiIsPrivate).Status | Should -Be 'Skipped'
        (Get-Check $result ApiIsPrivate).Message | Should -Match 'zzzzzzzzzz.*another account'
        $result.Verdict | Should -Be 'Unknown'
        Test-PrivateApi zzzzzzzzzz -Quiet | Should -BeExactly $false
    }
}

Describe 'Test-PrivateApi -Uri' {
    BeforeAll {
        $id = $api.RestApiId
        $domain = 'execute-api.eu-west-1.amazonaws.com'
    }

    It 'takes the default host' {
        $result = Test-PrivateApi -Uri "https://$id.$domain/demo/pets" @caller
        $result.Verdict | Should -Be 'Reachable'
        $result.RestApiId, $result.StageName, $result.Path, $result.UrlForm | Should -Be $id, 'demo', '/pets', 'PrivateDns'
    }

    It 'takes the alias' {
        $result = Test-PrivateApi -Uri "https://$id-$($endpoint.VpcEndpointId).$domain/demo/pets" @caller
        $result.Verdict, $result.UrlForm, $result.VpcEndpointId | Should -Be 'Reachable', 'Alias', $endpoint.VpcEndpointId
    }

    It 'takes the endpoint''s own name with a header that names the API: <_>' -ForEach 'Host', 'x-apigw-api-id' {
        $header = @{ $_ = $_ -eq 'Host' ? "$id.$domain" : $id }
        $result = Test-PrivateApi -Uri "https://$($endpoint.VpcEndpointId)-abcd1234.execute-api.eu-west-1.vpce.amazonaws.com/demo/pets" -Header $header @caller
        $result.RestApiId, $result.UrlForm, $result.VpcEndpointId | Should -Be $id, 'EndpointDns', $endpoint.VpcEndpointId
    }

    It 'takes a column of a table' {
        $result = [pscustomobject]@{ Uri = "https://$id.$domain/demo/pets" }, [pscustomobject]@{ Uri = "https://$id.$domain/demo" } | Test-PrivateApi @caller
        $result.Path | Should -Be '/pets', '/'
    }

    It 'says of an endpoint''s own name that nothing names the API' {
        $uri = "https://$($endpoint.DnsName[0])/demo/pets"
        { Test-PrivateApi -Uri $uri @caller -ErrorAction Stop } | Should -Throw '*x-apigw-api-id*' -ErrorId 'UriNotUnderstood,*'
        $result = Test-PrivateApi -Uri $uri -RestApiId $id @caller
        (Get-Check $result RequestHost).Status | Should -Be 'Failed'
        $result.PredictedStatusCode, (Invoke-PrivateApi -Uri $uri -Via Lambda @caller).StatusCode | Should -Be 403, 403
    }

    It 'says that the URL has no stage, and which there are' {
        $result = Test-PrivateApi -Uri "https://$id.$domain" @caller
        $result.Verdict, $result.StageName | Should -Be 'Blocked', $null
        (Get-Check $result StageDeployed).Message | Should -Match "^the URL has no stage; $id has demo"
        (Get-Check $result StageDeployed).Remedy | Should -Be "Invoke-PrivateApi -RestApiId $id -StageName demo -Path '/'"
    }

    It 'says of a URL without its stage where the path is' {
        $result = Test-PrivateApi -Uri "https://$id.$domain/pets" @caller
        (Get-Check $result StageDeployed).Message | Should -Match "'pets' begins a path of stage demo"
        (Get-Check $result StageDeployed).Remedy | Should -Be "Invoke-PrivateApi -RestApiId $id -StageName demo -Path '/pets'"
    }

    It 'says what a name that names no API needs' {
        { Test-PrivateApi -Uri 'https://api.example.com/pets' @caller -ErrorAction Stop } |
            Should -Throw '*does not say which API*-RestApiId*' -ErrorId 'UriNotUnderstood,*'
    }

    It 'refuses <_>, which contradicts the URL' -ForEach 'StageName', 'Path', 'RestApiId' {
        $other = @{ $_ = 'other12345' }
        { Test-PrivateApi -Uri "https://$id.$domain/demo/pets" @other @caller -ErrorAction Stop } |
            Should -Throw "*-$_ is *other12345*" -ErrorId 'ParameterMismatch,*'
    }

    It 'takes the Region from the URL, and refuses another' {
        { Test-PrivateApi -Uri "https://$id.execute-api.us-east-1.amazonaws.com/demo" -Region eu-west-1 @caller -ErrorAction Stop } |
            Should -Throw '*us-east-1*Region is eu-west-1*' -ErrorId 'ParameterMismatch,*'
        (Test-PrivateApi -Uri "https://$id.execute-api.us-east-1.amazonaws.com/demo").Region | Should -Be 'us-east-1'
    }

    It 'is proven by the call of the same URL' {
        $result = Test-PrivateApi -Uri "https://$id-$($endpoint.VpcEndpointId).$domain/demo/pets?type=dog" @caller -Via Lambda
        $result.Live.StatusCode | Should -Be 200
        $result.Live.Url | Should -Be "https://$id-$($endpoint.VpcEndpointId).$domain/demo/pets?type=dog"
        $result.Agrees | Should -BeTrue
    }
}

Describe 'Test-PrivateApi with a name' {
    It 'finds the API of that name' { (Test-PrivateApi PetStore -StageName demo).RestApiId | Should -Be $api.RestApiId }

    It 'says so when there is none, or more than one' {
        { Test-PrivateApi Nothing -ErrorAction Stop } | Should -Throw "*no REST API with the id or name 'Nothing'*" -ErrorId 'ApiNotFound,*'
        foreach ($i in 1, 2) { $null = Invoke-RestMethod -Uri "$($lab.EndpointUrl)restapis" -Method Post -Body '{"name":"Twin"}' -ContentType application/json -SkipHeaderValidation -Headers @{ Authorization = 'AWS4-HMAC-SHA256 Credential=LAB/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' } }
        { Test-PrivateApi Twin -ErrorAction Stop } | Should -Throw "*More than one API is called 'Twin'*" -ErrorId 'AmbiguousName,*'
    }
}

Describe 'Test-PrivateApi -Observed' {
    It 'puts the cause that the facts show as well first' {
        $result = $api | Test-PrivateApi -StageName demo @caller -Path /nowhere -Observed '{"message":"Missing Authentication Token"}'
        $result.Observed[0].Cause | Should -Be 'MethodUnknown'
        $result.Observed[0].Evidence | Should -Match 'the facts agree: MethodExists'
        $result.Explanation | Should -Contain 'What was seen is explained by MethodExists.'
    }

    It 'says when the facts do not explain what was seen' {
        $result = $api | Test-PrivateApi -StageName demo @caller -Path /pets -Observed 'curl: (28) Failed to connect to host port 443: Connection timed out'
        $result.Verdict | Should -Be 'Reachable'
        $result.Explanation[-1] | Should -Match '^The facts do not explain what was seen: by them this call gets 200'
        ($result.Observed | Where-Object Cause -EQ 'EndpointFirewallBlocks').Evidence | Should -Match 'the facts speak against it'
        $result | Out-String -Width 300 | Should -Match 'The facts do not explain'
    }

    It 'takes the result of a call' {
        $seen = $api | Invoke-PrivateApi -StageName demo -Path /nowhere -Via Lambda
        ($api | Test-PrivateApi -StageName demo @caller -Path /nowhere -Observed $seen).Observed[0].Cause | Should -Be 'MethodUnknown'
    }
}
