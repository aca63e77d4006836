BeforeAll { . "$PSScriptRoot/DomainScene.ps1" }

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiDomain' {
    BeforeEach { $domain = $api | New-PrivateApiDomain pets.example.com }

    It 'lists with -WhatIf all that goes, and removes nothing' {
        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        Remove-PrivateApiDomain pets.example.com -WhatIf
        Stop-Transcript | Out-Null
        $text = (Get-Content "$TestDrive/whatif.txt" -Raw) -replace '\s+', ' '
        $text | Should -Match "Private hosted zone $($domain.Record.HostedZoneId)"
        $text | Should -Match "Association of $($endpoint.VpcEndpointId)"
        $text | Should -Match "Base path \(none\), which leads to $($api.RestApiId)/demo"
        $text | Should -Match "Private custom domain name pets.example.com \($($domain.DomainNameId)\)"
        Get-PrivateApiDomain pets.example.com | Should -HaveCount 1
    }

    It 'takes away the record and the zone, the association, the base path and the name' {
        $domain | Remove-PrivateApiDomain -Force
        Get-PrivateApiDomain pets* | Should -BeNullOrEmpty
        (Invoke-Lab apigateway GET /domainnameaccessassociations).item | Should -BeNullOrEmpty
        (Invoke-Lab route53 GET /2013-04-01/hostedzone).ListHostedZonesResponse.HostedZones.HostedZone | Should -BeNullOrEmpty
        $api | Remove-PrivateApi -WhatIf 6>$null
    }

    It 'never touches the public name of the same spelling' {
        $null = Invoke-Lab apigateway POST /domainnames @{ domainName = 'pets.example.com'; regionalCertificateArn = $wildcard; endpointConfiguration = @{ types = @('REGIONAL') } }
        Remove-PrivateApiDomain pets.example.com -Force
        @((Invoke-Lab apigateway GET /domainnames).item.domainNameArn) | Should -Be 'arn:aws:apigateway:eu-west-1::/domainnames/pets.example.com'
        { Remove-PrivateApiDomain pets.example.com -Force -ErrorAction Stop } | Should -Throw -ErrorId 'DomainNotFound,PrivateApi.Commands.RemovePrivateApiDomainCommand'
        (Invoke-Lab apigateway GET /domainnames).item | Should -HaveCount 1
    }

    It 'leaves what this module did not make, unless it is forced' {
        $null = Invoke-Lab apigateway POST /domainnames @{ domainName = 'theirs.example.com'; certificateArn = $wildcard; endpointConfiguration = @{ types = @('PRIVATE') } }
        { Remove-PrivateApiDomain theirs.example.com -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'NotOurs,PrivateApi.Commands.RemovePrivateApiDomainCommand'
        Remove-PrivateApiDomain theirs.example.com -Force
        Get-PrivateApiDomain theirs* | Should -BeNullOrEmpty
    }

    It 'does not take a name that another account shares for removed' {
        $null = $api | New-PrivateApiDomain shared.example.com -ShareWithAccountId 210987654321 -NoRecord
        $theirs = Get-PrivateApiDomain shared.example.com @consumer
        { $theirs | Remove-PrivateApiDomain @consumer -Force -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotOurs,PrivateApi.Commands.RemovePrivateApiDomainCommand' -ExpectedMessage '*account 123456789012*Remove-PrivateApiDomainAssociation*'
        Get-PrivateApiDomain shared.example.com | Should -Not -BeNullOrEmpty
    }

    It 'stands in the way of the removal of its API, and says how to end that: <_>' -ForEach 'WhatIf', 'Force' {
        $null = $api | New-PrivateApiDomain held.example.com -NoRecord
        $how = @{ $_ = $true }
        { $api | Remove-PrivateApi @how -ErrorAction Stop } |
            Should -Throw -ErrorId 'ApiHasDomainName,PrivateApi.Commands.RemovePrivateApiCommand' -ExpectedMessage '*Remove-AGBasePathMapping -DomainName *'
        Get-PrivateApi PetStore | Should -Not -BeNullOrEmpty
    }
}
