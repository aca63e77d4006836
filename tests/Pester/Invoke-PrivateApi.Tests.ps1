BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    . "$PSScriptRoot/LogRole.ps1"
    $lab = Start-PrivateApiLab -Region eu-west-1
    $network = New-PrivateApiNetwork -Name PrivateAPIDemo
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'Invoke-PrivateApi -Via Lambda' {
    It 'brings the pets from inside the VPC' {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda
        $result.StatusCode | Should -Be 200
        $result.Failure | Should -Be 'None'
        $result.Body[0].type | Should -Be 'dog'
        $result.Body[0].price | Should -Be 249.99
        $result.RequestId | Should -Not -BeNullOrEmpty
        $result.Headers['content-type'] | Should -Match 'json'
        $result.Elapsed | Should -BeGreaterThan 0
        $result.ResolvedAddress | Should -BeIn $endpoint.NetworkInterface.PrivateIpAddress
    }

    It 'prints the pets' {
        $text = $api | Invoke-PrivateApi -Path /pets -Via Lambda | Out-String
        $text | Should -Match 'StatusCode\s*: 200'
        $text | Should -Match '"type": ?"dog"'
    }

    It 'keeps its function for the next call and shows it on the endpoint' {
        $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda
        $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda
        $probe = (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe
        @($probe).Count | Should -Be 1
        $probe.VpcId | Should -Be $network.VpcId
        $probe.Owner | Should -Match '^arn:aws:'
        $probe.Created | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddHours(-1))
    }

    It 'calls from the subnet and group it is given' {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId -Cleanup
        $result.StatusCode | Should -Be 200
        (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe.SecurityGroupId | Should -Not -Contain $network.SecurityGroupId
    }

    It 'answers through every form of address: <Form>' -ForEach @(
        @{ Form = 'PrivateDns'; Address = '^https://[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com/demo/pets$' }
        @{ Form = 'Alias'; Address = '^https://[a-z0-9]{10}-vpce-[0-9a-f]+\.execute-api\.eu-west-1\.amazonaws\.com/demo/pets$' }
        @{ Form = 'EndpointDns'; Address = '^https://vpce-[0-9a-z-]+\.execute-api\.eu-west-1\.vpce\.amazonaws\.com/demo/pets$' }
    ) {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -UrlForm $Form
        $result.StatusCode | Should -Be 200
        $result.Url | Should -Match $Address
    }

    It 'says what it would make and makes nothing with -WhatIf' {
        $before = (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe.Count
        $api | Invoke-PrivateApi -Path /pets -Via Lambda -SubnetId $network.SubnetId[1] -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe.Count | Should -Be $before
    }

    It 'tells a refusal as a result' {
        $result = $api | Invoke-PrivateApi -Path /nowhere -Via Lambda
        $result.StatusCode | Should -Be 403
        $result.Body.message | Should -Be 'Missing Authentication Token'
    }

    It 'takes a stage from the pipeline' {
        $result = $api.Stage | Invoke-PrivateApi -Path /pets -Via Lambda
        $result.StatusCode | Should -Be 200
        $result.StageName | Should -Be 'demo'
    }

    It 'calls the first deployed GET where no path is given' {
        $result = $api | Invoke-PrivateApi -Via Lambda
        $result.StatusCode | Should -Be 200
        $result.Url | Should -Match '/demo$'
    }

    It 'sends objects as JSON and gets objects back' {
        $result = $api | Invoke-PrivateApi -Method post -Path /pets -Body ([ordered]@{ type = 'cat'; price = 123.11 }) -Via Lambda
        $result.StatusCode | Should -Be 200
        $result.Body.pet.type | Should -Be 'cat'
    }

    It 'takes the endpoint from the pipeline' {
        $result = $endpoint | Invoke-PrivateApi -RestApiId $api.RestApiId -Path /pets -Via Lambda
        $result.StatusCode | Should -Be 200
    }
}

Describe 'Invoke-PrivateApi -Via Direct' {
    It 'does not resolve the name outside the VPC, and that is no error' {
        $result = $api | Invoke-PrivateApi -Path /pets -UrlForm PrivateDns -ErrorAction Stop
        $result.Failure | Should -Be 'NameNotResolved'
        $result.StatusCode | Should -BeNullOrEmpty
        $result.Via | Should -Be 'Direct'
    }

    It 'finds no way through the alias, whose name resolves everywhere' {
        ($api | Invoke-PrivateApi -Path /pets -UrlForm Alias -TimeoutSec 1).Failure | Should -Be 'ConnectTimeout'
    }
}

Describe 'Invoke-PrivateApi refuses' {
    It 'an API that is not there' {
        { Invoke-PrivateApi -RestApiId zzzzzzzzzz -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.InvokePrivateApiCommand'
    }

    It 'to guess among several stages' {
        $second = $endpoint | New-PrivateApi -Name TwoStages -Sample PetStore -StageName one
        $null = $second | Publish-PrivateApi -StageName two
        { Invoke-PrivateApi -RestApiId $second.RestApiId -ErrorAction Stop } | Should -Throw -ErrorId 'StageRequired,PrivateApi.Commands.InvokePrivateApiCommand'
    }

    It 'an API of another Region' {
        { $api | Invoke-PrivateApi -Region us-east-1 -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.InvokePrivateApiCommand'
    }

    It 'a subnet that is not there' {
        { $api | Invoke-PrivateApi -Via Lambda -SubnetId subnet-0123456789abcdef0 -ErrorAction Stop } | Should -Throw -ErrorId 'SubnetNotFound,PrivateApi.Commands.InvokePrivateApiCommand'
    }
}

Describe 'Invoke-PrivateApi -Via Ssm' {
    BeforeAll {
        . "$PSScriptRoot/CallerInstance.ps1"
        $instance = New-CallerInstance $lab $network.SubnetId[0] $network.SecurityGroupId
    }

    AfterAll { Remove-CallerInstance $lab $instance }

    It 'brings the pets from an instance and makes nothing' {
        $before = @((Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe).Count
        $result = $api | Invoke-PrivateApi -Path /pets -Via Ssm -InstanceId $instance
        $result.StatusCode | Should -Be 200
        $result.Via | Should -Be 'Ssm'
        $result.Body[0].type | Should -Be 'dog'
        $result.Timing.Keys | Sort-Object | Should -Be 'Connect', 'Request', 'Resolve', 'Tls'
        @((Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId).Probe).Count | Should -Be $before
    }

    It 'refuses a secret, which the history would keep: <Name>' -ForEach @(
        @{ Name = '-ApiKey'; Secret = @{ ApiKey = '0123456789abcdefghij' } }
        @{ Name = '-SignRequest'; Secret = @{ SignRequest = $true } }
        @{ Name = 'Authorization'; Secret = @{ Header = @{ Authorization = 'Bearer x' } } }
        @{ Name = 'Cookie'; Secret = @{ Header = @{ cookie = 'a=b' } } }
    ) {
        { $api | Invoke-PrivateApi -Via Ssm -InstanceId $instance @Secret -ErrorAction Stop } | Should -Throw -ErrorId 'SecretInCommand,PrivateApi.Commands.InvokePrivateApiCommand'
    }

    It 'says which instance to name, and what one needs' {
        { $api | Invoke-PrivateApi -Via Ssm -ErrorAction Stop } | Should -Throw -ErrorId 'InstanceRequired,PrivateApi.Commands.InvokePrivateApiCommand'
        { $api | Invoke-PrivateApi -Via Ssm -InstanceId i-0123456789abcdef0 -ErrorAction Stop } | Should -Throw -ErrorId 'InstanceNotManaged,PrivateApi.Commands.InvokePrivateApiCommand'
    }
}

Describe 'Invoke-PrivateApi -Uri' {
    BeforeAll {
        $id = $api.RestApiId
        $domain = 'execute-api.eu-west-1.amazonaws.com'
    }

    It 'calls the URL as it is: <_>' -ForEach 'the default host', 'the alias', 'the own name of the endpoint' {
        $name = switch ($_) { 'the default host' { "$id.$domain" } 'the alias' { "$id-$($endpoint.VpcEndpointId).$domain" } default { $endpoint.DnsName[0] } }
        $result = Invoke-PrivateApi -Uri "https://$name/demo/pets?type=dog" -Header @{ 'x-apigw-api-id' = $id } -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda
        $result.StatusCode, $result.Url | Should -Be 200, "https://$name/demo/pets?type=dog"
    }

    It 'takes the column Url of a table' {
        ([pscustomobject]@{ Url = "https://$id.$domain/demo/pets" } | Invoke-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 200
    }

    It 'makes the call even where it must fail' {
        (Invoke-PrivateApi -Uri "https://$($endpoint.DnsName[0])/demo/pets" -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 403
        (Invoke-PrivateApi -Uri "https://$id.$domain/" -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 403
    }

    It 'calls an API that this account does not have' {
        $other = "https://zzzzzzzzzz-$($endpoint.VpcEndpointId).$domain/demo"
        (Invoke-PrivateApi -Uri $other -Via Lambda).StatusCode | Should -Be 403
    }

    It 'calls a name that leads to the endpoint, with the Host that is asked for' {
        $name = 'pets.example.com'
        $result = Invoke-PrivateApi -Uri "https://$name/demo/pets" -Header @{ Host = "$id.$domain" } -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda
        $result.Failure | Should -Be 'NameNotResolved'
    }

    It 'refuses what cannot be called' {
        { Invoke-PrivateApi -Uri "http://$id.$domain/demo" -ErrorAction Stop } | Should -Throw '*only https*' -ErrorId 'UriNotUnderstood,*'
        { Invoke-PrivateApi -Uri "https://$id-$($endpoint.VpcEndpointId).$domain/demo" -VpcEndpointId vpce-0123456789abcdef0 -ErrorAction Stop } |
            Should -Throw '*-VpcEndpointId is vpce-0123456789abcdef0*' -ErrorId 'ParameterMismatch,*'
    }
}

Describe 'Invoke-PrivateApi -SignRequest' {
    It 'signs the call for the API that is called' {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -SignRequest
        $result.StatusCode | Should -Be 200
    }
}

Describe 'Invoke-PrivateApi -Log' {
    It 'says how to switch logging on where it is off' {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Log -WarningVariable warned -WarningAction SilentlyContinue
        $result.StatusCode | Should -Be 200
        $result.Log | Should -BeNullOrEmpty
        "$warned" | Should -Match 'Publish-PrivateApi .*-NoDeployment -LoggingLevel Info'
    }

    It 'brings the lines of this call where it is on, and none of one that never arrived' {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=LAB/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0'; Accept = 'application/json' }
        $body = '{"patchOperations":[{"op":"replace","path":"/*/*/logging/loglevel","value":"INFO"}]}'
        Set-LogRole $lab
        $null = Invoke-RestMethod -Uri "$($lab.EndpointUrl)restapis/$($api.RestApiId)/stages/demo" -Method Patch -Body $body -ContentType application/json -Headers $headers -SkipHeaderValidation
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Log
        $result.Log[-1] | Should -Be "($($result.RequestId)) Method completed with status: 200"
        $outside = $api | Invoke-PrivateApi -Path /pets -UrlForm PrivateDns -Log -WarningVariable warned -WarningAction SilentlyContinue
        @($outside.Log).Count | Should -Be 0
        "$warned" | Should -Match 'never arrived'
    }
}

Describe 'Removing the endpoint' {
    It 'removes the functions that called, and what was made for them' {
        $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda
        $api | Remove-PrivateApi -Force
        Get-PrivateApi -Name TwoStages | Remove-PrivateApi -Force
        $endpoint | Remove-PrivateApiEndpoint -Force
        $network | Remove-PrivateApiNetwork -Force
        Get-PrivateApiNetwork -Name PrivateAPIDemo -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}
