BeforeAll {
    . "$PSScriptRoot/DomainScene.ps1"
    $domain = $api | New-PrivateApiDomain pets.example.com
    $theirs = New-PrivateApiNetwork Consumer @consumer | New-PrivateApiEndpoint @consumer
}

AfterAll { Stop-PrivateApiLab }

Describe 'Set-PrivateApiDomain' {
    It 'lets a further endpoint in and keeps the rest, so that its calls get through' {
        $null = Set-PrivateApiDomain pets.example.com -ShareWithAccountId 210987654321 -Force
        $null = $api | Set-PrivateApiPolicy -AddSourceVpce $theirs.VpcEndpointId -StageName demo -Force
        $null = Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @consumer
        $call = @{ Uri = 'https://pets.example.com/pets'; VpcEndpointId = $theirs.VpcEndpointId; SubnetId = $theirs.SubnetId[0]; SecurityGroupId = $theirs.SecurityGroupId[0]; Via = 'Lambda' }
        (Invoke-PrivateApi @call @consumer).StatusCode | Should -Be 403

        $changed = $domain | Set-PrivateApiDomain -AddSourceVpce $theirs.VpcEndpointId -Force
        $changed.Policy | Should -Match $endpoint.VpcEndpointId
        $changed.Policy | Should -Match $theirs.VpcEndpointId
        (Invoke-PrivateApi @call @consumer).StatusCode | Should -Be 200
        (Invoke-PrivateApi -Uri https://pets.example.com/pets -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 200

        ($domain | Set-PrivateApiDomain -RemoveSourceVpce $theirs.VpcEndpointId).Policy | Should -Not -Match $theirs.VpcEndpointId
        (Invoke-PrivateApi @call @consumer).StatusCode | Should -Be 403
    }

    It 'stops sharing it, after which nobody new is associated' {
        $stopped = Set-PrivateApiDomain pets.example.com -StopSharingWithAccountId 210987654321
        $stopped.ManagementPolicy | Should -Not -Match '210987654321'
        (Get-PrivateApiDomain @consumer) | Should -BeNullOrEmpty
        { Set-PrivateApiDomain pets.example.com -StopSharingWithAccountId 210987654321 -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotShared,PrivateApi.Commands.SetPrivateApiDomainCommand'
        (Set-PrivateApiDomain pets.example.com -ShareWithAccountId 111122223333 -Force).ManagementPolicy | Should -Match '"Allow".*111122223333'
    }

    It 'changes certificate and routing mode in one call' {
        $exact = Import-Certificate 'pets.example.com'
        $changed = Set-PrivateApiDomain pets.example.com -CertificateArn $exact -RoutingMode ROUTING_RULE_THEN_BASE_PATH_MAPPING
        $changed.CertificateArn | Should -Be $exact
        $changed.RoutingMode | Should -Be 'ROUTING_RULE_THEN_BASE_PATH_MAPPING'
    }

    It 'says with -WhatIf what changes, and changes nothing' {
        $before = (Get-PrivateApiDomain pets.example.com).Policy
        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        Set-PrivateApiDomain pets.example.com -SourceVpc $network.VpcId -WhatIf | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        Get-Content "$TestDrive/whatif.txt" -Raw | Should -Match $network.VpcId
        (Get-PrivateApiDomain pets.example.com).Policy | Should -Be $before
    }

    It 'changes nothing where nothing is asked for' {
        (Set-PrivateApiDomain pets.example.com -AddSourceVpce $endpoint.VpcEndpointId).DomainNameId | Should -Be $domain.DomainNameId
    }
}
