BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $null = Start-PrivateApiLab -Region eu-west-1
    $network = New-PrivateApiNetwork -Name Template
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'Export-PrivateApiTemplate' {
    It 'writes an API with the network and the endpoint it hangs on, and names none by its id' {
        $template = $api | Export-PrivateApiTemplate
        $template | Should -BeOfType string
        $template | Should -Match 'Type: AWS::ApiGateway::RestApi'
        $template | Should -Match 'Type: AWS::EC2::VPCEndpoint'
        $template | Should -Match 'VpcId: !Ref Vpc'
        $template | Should -Not -Match "$($api.RestApiId)|$($endpoint.VpcEndpointId)|$($network.VpcId)"
    }

    It 'writes JSON too' {
        $template = Export-PrivateApiTemplate $api.RestApiId -Format Json | ConvertFrom-Json -AsHashtable
        $template.Resources.PetStoreApi.Properties.EndpointConfiguration.Types | Should -Be 'PRIVATE'
        $template.Resources.Values.Type | Should -Contain 'AWS::ApiGateway::Stage'
    }

    It 'holds what several APIs share once' {
        $other = $endpoint | New-PrivateApi -Name Second -Sample PetStore -StageName demo
        try { $template = $api, $other | Export-PrivateApiTemplate -Format Json | ConvertFrom-Json -AsHashtable }
        finally { $other | Remove-PrivateApi -Force }
        $types = $template.Resources.Values.Type | Group-Object -AsHashTable
        $types['AWS::ApiGateway::RestApi'].Count | Should -Be 2
        $types['AWS::EC2::VPC'].Count | Should -Be 1
    }

    It 'takes a network from the pipeline, or an endpoint, or anything with a VpcId' {
        $template = $network | Export-PrivateApiTemplate
        $template | Should -Match 'AWS::EC2::VPCEndpoint'
        $template | Should -Not -Match 'RestApi'
        $endpoint | Export-PrivateApiTemplate | Should -BeExactly $template
        [pscustomobject]@{ VpcId = $network.VpcId } | Export-PrivateApiTemplate | Should -BeExactly $template
    }

    It 'writes the demo network and the tester without a connection' {
        Export-PrivateApiTemplate -Template DemoNetwork | Should -Match 'EnableDnsHostnames: true'
        $file = Export-PrivateApiTemplate -Template Tester -Path (Join-Path $TestDrive 'tester.yaml') -PassThru
        Get-Content $file -Raw | Should -Match 'def handler\(event, _\):'
    }

    It 'warns of an API that cannot be exported, and writes the rest' {
        $bare = $endpoint | New-PrivateApi -Name Bare -Sample PetStore
        try { $template = $bare | Export-PrivateApiTemplate -WarningVariable warnings -WarningAction SilentlyContinue }
        finally { $bare | Remove-PrivateApi -Force }
        $warnings | Should -Match 'has no stage'
        $template | Should -Match 'AWS::ApiGateway::RestApi'
    }

    It 'says that an API or a VPC is not there' {
        { Export-PrivateApiTemplate zzzzzzzzzz -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.ExportPrivateApiTemplateCommand'
        { Export-PrivateApiTemplate -VpcId vpc-00000000000000000 -ErrorAction Stop } | Should -Throw -ErrorId 'VpcNotFound,PrivateApi.Commands.ExportPrivateApiTemplateCommand'
    }

    It 'writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'whatif.yaml'
        $api | Export-PrivateApiTemplate -Path $file -WhatIf
        $file | Should -Not -Exist
    }
}
