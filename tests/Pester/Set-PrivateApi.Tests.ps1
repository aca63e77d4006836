BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $endpoint = New-PrivateApiNetwork -Name net | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name shop -Sample PetStore -StageName demo -Tag @{ Team = 'pets' }
    $mock = '{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"}}}}}'
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
}
