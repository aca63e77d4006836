BeforeAll {
    . "$PSScriptRoot/DomainScene.ps1"
    $theirs = New-PrivateApiNetwork Consumer @consumer | New-PrivateApiEndpoint @consumer
    $named = @{ VpcEndpointId = $endpoint.VpcEndpointId; ShareWithAccountId = '210987654321' }
    $domain = New-PrivateApiDomain pets.example.com @named @provider
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiDomainAssociation' {
    It 'removes the consumer''s own, with the zone that was made for it' {
        $made = Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @consumer
        $made | Remove-PrivateApiDomainAssociation -Force @consumer
        $seen = Get-PrivateApiDomain pets.example.com @consumer
        $seen.Association | Should -BeNullOrEmpty
        $seen.Record | Should -BeNullOrEmpty
        (Get-PrivateApiDomain pets.example.com @provider).Record.VpcId | Should -Be $network.VpcId
    }

    It 'is not the provider''s to delete, but to reject' {
        $null = Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @consumer
        { Remove-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId -Force @provider -ErrorAction Stop } |
            Should -Throw -ErrorId 'AssociationNotFound,PrivateApi.Commands.RemovePrivateApiDomainAssociationCommand' -ExpectedMessage '*-Reject*'
        Remove-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId -Reject -Force @provider
        (Get-PrivateApiDomain pets.example.com @consumer).Association | Should -BeNullOrEmpty
        (Get-PrivateApiDomain pets.example.com @provider).Association.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'makes nothing with -WhatIf' {
        Remove-PrivateApiDomainAssociation $domain.DomainNameArn $endpoint.VpcEndpointId -WhatIf @provider
        (Get-PrivateApiDomain pets.example.com @provider).Association | Should -HaveCount 1
    }
}
