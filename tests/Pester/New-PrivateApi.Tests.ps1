BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $endpoint = New-PrivateApiNetwork -Name net | New-PrivateApiEndpoint
    $mock = '{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"}}}}}'
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApi' {
    It 'makes the sample behind a piped endpoint, deployed, with every address that works' {
        $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
        $api.EndpointType | Should -Be 'PRIVATE'
        $api.AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $api.Policy | Should -BeLike "*$($endpoint.VpcEndpointId)*"
        $api.Stage.StageName | Should -Be 'demo'
        $api.Url.Form | Should -Be 'PrivateDns', 'Alias', 'EndpointDns'
        $api.Url[1].Url | Should -Be "https://$($api.RestApiId)-$($endpoint.VpcEndpointId).execute-api.eu-west-1.amazonaws.com/demo"
        $api.Url[2].HostHeader | Should -Be "$($api.RestApiId).execute-api.eu-west-1.amazonaws.com"
    }

    It 'returns what exists when it is run again' {
        $first = Get-PrivateApi PetStore
        $again = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
        $again.RestApiId | Should -Be $first.RestApiId
        $again.Stage.DeploymentId | Should -Be $first.Stage.DeploymentId
    }

    It 'names the difference when the same name is given other parameters' {
        { New-PrivateApi -Name PetStore -Sample PetStore -SourceVpc vpc-0123456789abcdef0 -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiCommand'
    }

    It 'changes nothing with -WhatIf' {
        New-PrivateApi -Name Never -OpenApi $mock -SourceVpc vpc-0123456789abcdef0 -WhatIf
        Get-PrivateApi Neve* | Should -BeNullOrEmpty
    }

    It 'takes a path, text, lines and an object' {
        $file = Join-Path $TestDrive api.json
        Set-Content -Path $file -Value $mock
        $hashtable = @{ openapi = '3.0.1'; info = @{ title = 'T'; version = '1' }; paths = @{ '/a' = @{ get = @{ responses = @{ '200' = @{ description = 'ok' } }; 'x-amazon-apigateway-integration' = @{ type = 'mock' } } } } }
        $made = foreach ($form in $file, (Get-Item $file), $mock, (Get-Content $file), $hashtable, (ConvertFrom-Json $mock)) {
            New-PrivateApi -Name Forms -OpenApi $form -SourceVpc vpc-0123456789abcdef0
        }
        @($made.RestApiId | Select-Object -Unique).Count | Should -Be 1
    }

    It 'refuses <Reason> before anything is made' -ForEach @(
        @{ Reason = 'a file that is not there'; Definition = './nowhere.yaml'; Id = 'DefinitionNotFound' }
        @{ Reason = 'what is no API'; Definition = '{"a":1}'; Id = 'InvalidDefinition' }
        @{ Reason = 'OpenAPI 3.1'; Definition = "openapi: 3.1.0`ninfo: {title: T, version: '1'}`npaths: {}`n"; Id = 'OpenApiVersionNotSupported' }
        @{ Reason = 'an edge endpoint'; Definition = '{"swagger":"2.0","info":{"title":"T","version":"1"},"x-amazon-apigateway-endpoint-configuration":{"types":["EDGE"]},"paths":{}}'; Id = 'EdgeDefinition' }
        @{ Reason = 'more than 6 MB'; Definition = '{' + (' ' * 6MB); Id = 'DefinitionTooLarge' }
    ) {
        { New-PrivateApi -Name Bad -OpenApi $Definition -SourceVpc vpc-0123456789abcdef0 -ErrorAction Stop } |
            Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiCommand"
        Get-PrivateApi Ba* | Should -BeNullOrEmpty
    }

    It 'wants to know who may call' {
        { New-PrivateApi -Name Bad -OpenApi $mock -ErrorAction Stop } | Should -Throw -ErrorId 'PolicyRequired,PrivateApi.Commands.NewPrivateApiCommand'
    }

    It 'makes nothing where the pipeline brings nothing, and says nothing' {
        @() | New-PrivateApi -Name Nothing -Sample PetStore -SourceVpc vpc-0123456789abcdef0 -ErrorAction Stop | Should -BeNullOrEmpty
        @() | New-PrivateApi -Name Nothing -Sample PetStore -ErrorAction Stop | Should -BeNullOrEmpty
        Get-PrivateApi | Where-Object Name -EQ Nothing | Should -BeNullOrEmpty
    }

    It 'refuses an endpoint that is not there' {
        { New-PrivateApi -Name Bad -OpenApi $mock -VpcEndpointId vpce-0fedcba9876543210 -ErrorAction Stop } |
            Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.NewPrivateApiCommand'
        Get-PrivateApi Ba* | Should -BeNullOrEmpty
    }

    It 'refuses an endpoint of another Region' {
        { $endpoint | New-PrivateApi -Name Bad -OpenApi $mock -Region eu-central-1 -ErrorAction Stop } |
            Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.NewPrivateApiCommand'
    }
}
