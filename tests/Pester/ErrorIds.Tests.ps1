BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $network = New-PrivateApiNetwork -Name ids
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name ids -Sample PetStore -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'What cannot be done is told by an id of its own' {
    It 'ServiceUnreachable, where nobody answers at the address' {
        { Get-PrivateApi -EndpointUrl http://127.0.0.1:1 -Region eu-west-1 -AccessKey a -SecretKey b -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceUnreachable,*'
    }

    It 'InvalidEndpointUrl, for an address without a scheme or of another one: <_>' -ForEach 'localhost', 'ftp://localhost/' {
        { Get-PrivateApi -EndpointUrl $_ -Region eu-west-1 -AccessKey a -SecretKey b -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidEndpointUrl,*'
    }

    It 'NotPrivate, and a public API stays' {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' }
        $public = Invoke-RestMethod "$($lab.EndpointUrl)restapis" -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/json -Body '{"name":"Shop","endpointConfiguration":{"types":["REGIONAL"]}}'
        { Remove-PrivateApi -RestApiId $public.id -Force -ErrorAction Stop } | Should -Throw -ErrorId 'NotPrivate,*'
        (Invoke-RestMethod "$($lab.EndpointUrl)restapis/$($public.id)" -Headers $headers -SkipHeaderValidation).name | Should -Be 'Shop'
    }

    It 'SnapshotNotWritten, where there is no such folder' {
        { $api | Test-PrivateApi -StageName demo -SnapshotPath "$TestDrive/nowhere/a.json" -ErrorAction Stop } | Should -Throw -ErrorId 'SnapshotNotWritten,*'
    }

    It 'SubnetMismatch, for a caller in two VPCs' {
        $other = New-PrivateApiNetwork -Name elsewhere
        { $api | Invoke-PrivateApi -Via Lambda -SubnetId $network.SubnetId[0], $other.SubnetId[0] -ErrorAction Stop } | Should -Throw -ErrorId 'SubnetMismatch,*'
    }

    It 'SecurityGroupRequired, for a caller without a group and an API that names no endpoint' {
        $alone = New-PrivateApi -Name alone -Sample PetStore -StageName demo -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0123456789abcdef0"}}}]}' 3>$null
        $empty = New-PrivateApiNetwork -Name empty
        { $alone | Invoke-PrivateApi -Via Lambda -UrlForm PrivateDns -SubnetId $empty.SubnetId[0] -ErrorAction Stop } | Should -Throw -ErrorId 'SecurityGroupRequired,*'
    }

    It 'VerbAny, for a policy that names a method no call has' {
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/ANY/pets","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}]}'
        (Test-PrivateApiPolicy -Policy $policy).Code | Should -Contain 'VerbAny'
    }
}
