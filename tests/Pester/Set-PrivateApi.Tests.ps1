BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $endpoint = New-PrivateApiNetwork -Name net | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name shop -Sample PetStore -StageName demo -Tag @{ Team = 'pets' }
    $mock = '{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},"responses":{"default":{"statusCode":"200"}}}}}}}'
}

AfterAll { Stop-PrivateApiLab }

Describe 'Set-PrivateApi' {
    It 'changes nothing with -WhatIf' {
        $api | Set-PrivateApi -OpenApi $mock -StageName demo -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApi shop).Stage.DeploymentId | Should -Be $api.Stage.DeploymentId
    }

    It 'puts a definition, keeps policy, associations, name and tags, and deploys' {
        $after = $api | Set-PrivateApi -OpenApi $mock -StageName demo
        $after.Policy | Should -Be $api.Policy
        $after.AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $after.Name | Should -Be 'shop'
        $after.Tag['Team'] | Should -Be 'pets'
        $after.Stage.DeploymentId | Should -Not -Be $api.Stage.DeploymentId
    }

    It 'deploys nothing when nothing changed' {
        $before = (Get-PrivateApi shop).Stage.DeploymentId
        ($api | Set-PrivateApi -OpenApi $mock -StageName demo).Stage.DeploymentId | Should -Be $before
    }

    It 'keeps the methods that are there with -Mode Merge' {
        $said = $api | Set-PrivateApi -OpenApi ($mock -replace '/a"', '/b"') -Mode Merge -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$said" | Should -Match '\+ GET /b'
        "$said" | Should -Not -Match '- GET /a'
    }

    It 'refuses a definition that cannot be deployed, and leaves the API alone' {
        $bare = '{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}'
        { $api | Set-PrivateApi -OpenApi $bare -StageName demo -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'IntegrationMissing,PrivateApi.Commands.SetPrivateApiCommand'
    }

    It 'changes the associated endpoints' {
        ($api | Set-PrivateApi -VpcEndpointId @()).AssociatedVpcEndpointId | Should -BeNullOrEmpty
        ($api | Set-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId).AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
        { $api | Set-PrivateApi -VpcEndpointId vpce-0fedcba9876543210 -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.SetPrivateApiCommand'
    }

    It 'adds and removes single endpoints, and changes settings' {
        ($api | Set-PrivateApi -RemoveVpcEndpointId $endpoint.VpcEndpointId).AssociatedVpcEndpointId | Should -BeNullOrEmpty
        ($api | Set-PrivateApi -AddVpcEndpointId $endpoint.VpcEndpointId).AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
        { $api | Set-PrivateApi -VpcEndpointId @() -AddVpcEndpointId $endpoint.VpcEndpointId -ErrorAction Stop } | Should -Throw -ErrorId 'AmbiguousAssociation,PrivateApi.Commands.SetPrivateApiCommand'
        { $api | Set-PrivateApi -EndpointAccessMode Strict -ErrorAction Stop } | Should -Throw -ErrorId 'SecurityPolicyRequired,PrivateApi.Commands.SetPrivateApiCommand'
        { $api | Set-PrivateApi -IpAddressType ipv4 -ErrorAction Stop } | Should -Throw -ErrorId 'AddressTypeNotPrivate,PrivateApi.Commands.SetPrivateApiCommand'
        $api | Set-PrivateApi -SecurityPolicy SecurityPolicy_TLS13_1_3_2025_09 -EndpointAccessMode Strict | Should -Not -BeNullOrEmpty
        $strict = Get-PrivateApi -RestApiId $api.RestApiId
        $strict.SecurityPolicy, $strict.EndpointAccessMode, $strict.IpAddressType | Should -Be 'SecurityPolicy_TLS13_1_3_2025_09', 'STRICT', 'dualstack'
        { $api | Set-PrivateApi -EndpointType Regional -RemovePolicy -Force -ErrorAction Stop } | Should -Throw -ErrorId 'AccessModeIsStrict,PrivateApi.Commands.SetPrivateApiCommand'
        { $api | Set-PrivateApi -SecurityPolicy TLS_1_2 -ErrorAction Stop } | Should -Throw -ErrorId 'AccessModeInTheWay,PrivateApi.Commands.SetPrivateApiCommand'
        $api | Set-PrivateApi -SecurityPolicy TLS_1_2 -EndpointAccessMode None | Should -Not -BeNullOrEmpty
    }

    It 'converts to regional and back, and calls it before and after' {
        $public = $api | Set-PrivateApi -EndpointType Regional -RemovePolicy -Force -ProbePath /a -Verbose 4>&1
        ($public | Where-Object EndpointType).EndpointType | Should -Be 'REGIONAL'
        "$public" | Should -Match 'GET /a: 200 before, 200 now'
        $private = Set-PrivateApi $api.RestApiId -EndpointType Private -VpcEndpointId $endpoint.VpcEndpointId -Force
        $private.EndpointType | Should -Be 'PRIVATE'
        $private.AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $private | Invoke-PrivateApi -Path /a -Via Lambda | ForEach-Object StatusCode | Should -Be 200
    }

    It 'says step by step what a conversion does with -WhatIf, and does nothing' {
        $api | Set-PrivateApi -EndpointType Regional -RemovePolicy -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApi shop).EndpointType | Should -Be 'PRIVATE'
    }
}
