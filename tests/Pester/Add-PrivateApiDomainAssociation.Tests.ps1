# The name is the provider's; the endpoint, the hosted zone and the caller are the consumer's.
BeforeAll {
    . "$PSScriptRoot/DomainScene.ps1"
    $theirs = New-PrivateApiNetwork Consumer @consumer | New-PrivateApiEndpoint @consumer
    $caller = @{ SubnetId = $theirs.SubnetId[0]; SecurityGroupId = $theirs.SecurityGroupId[0]; VpcEndpointId = $theirs.VpcEndpointId }
    $both = New-PrivateApi Shared -Sample PetStore -StageName demo -SourceVpce $endpoint.VpcEndpointId, $theirs.VpcEndpointId @provider
    $sources = @{ VpcEndpointId = $endpoint.VpcEndpointId; SourceVpce = $endpoint.VpcEndpointId, $theirs.VpcEndpointId }
    $domain = New-PrivateApiDomain pets.example.com -RestApiId $both.RestApiId @sources @provider
}

AfterAll { Stop-PrivateApiLab }

Describe 'Add-PrivateApiDomainAssociation' {
    It 'says who has to share a name that is not shared' {
        { Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @consumer -ErrorAction Stop } |
            Should -Throw -ErrorId 'DomainNotShared,PrivateApi.Commands.AddPrivateApiDomainAssociationCommand' -ExpectedMessage "*-ShareWithAccountId '210987654321'*"
    }

    It 'associates an endpoint with a name that another account shares, and the name is called from there' {
        $null = New-PrivateApiDomain pets.example.com -ShareWithAccountId 210987654321 @provider
        $seen = Get-PrivateApiDomain pets.example.com @consumer
        $seen.IsShared | Should -BeTrue
        $seen.OwnerId | Should -Be '123456789012'
        $seen.Policy | Should -BeNullOrEmpty

        $made = $seen | Add-PrivateApiDomainAssociation -VpcEndpointId $theirs.VpcEndpointId @consumer
        $made.PSTypeNames[0] | Should -Be 'PrivateApi.Model.DomainAssociation'
        $made.OwnerId | Should -Be '210987654321'
        $made.State | Should -Be 'Available'
        (Get-PrivateApiDomain pets.example.com @consumer).Record.VpcId | Should -Be $theirs.VpcId
        (Get-PrivateApiDomain pets.example.com @provider).Association.OwnerId | Sort-Object | Should -Be '123456789012', '210987654321'

        $answer = Invoke-PrivateApi -Uri https://pets.example.com/pets -Via Lambda @caller @consumer
        $answer.StatusCode | Should -Be 200
    }

    It 'is said again without a change, and shares with a further account beside the first' {
        (Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @consumer).VpcEndpointId | Should -Be $theirs.VpcEndpointId
        $wide = New-PrivateApiDomain pets.example.com -ShareWithAccountId 111122223333 @provider
        ($wide.ManagementPolicy | ConvertFrom-Json).Statement.Principal.AWS | Should -Be 'arn:aws:iam::210987654321:root', 'arn:aws:iam::111122223333:root'
    }

    It 'refuses the provider the consumer''s endpoint' {
        { Add-PrivateApiDomainAssociation $domain.DomainNameArn $theirs.VpcEndpointId @provider -ErrorAction Stop } |
            Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.AddPrivateApiDomainAssociationCommand'
    }


    It 'refuses a second name of the spelling for an endpoint that is associated with one' {
        $certificate = (Invoke-Lab acm POST / @{ DomainName = 'pets.example.com' } 'CertificateManager.RequestCertificate' -Key 210987654321).CertificateArn
        { New-PrivateApiDomain pets.example.com -VpcEndpointId $theirs.VpcEndpointId -CertificateArn $certificate @consumer -ErrorAction Stop } |
            Should -Throw -ErrorId 'EndpointHasDomain,PrivateApi.Commands.NewPrivateApiDomainCommand' -ExpectedMessage "*$($domain.DomainNameArn)*"
        (Get-PrivateApiDomain @consumer).OwnerId | Should -Be '123456789012'
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'what is no ARN of a private name'; Arn = 'arn:aws:apigateway:eu-west-1::/domainnames/pets.example.com'; Id = 'InvalidDomainArn' }
        @{ Case = 'a name of another Region'; Arn = 'arn:aws:apigateway:eu-west-2:123456789012:/domainnames/pets.example.com+abcd1234'; Id = 'RegionMismatch' }
        @{ Case = 'a name of one''s own that is not there'; Arn = 'arn:aws:apigateway:eu-west-1:210987654321:/domainnames/pets.example.com+abcd1234'; Id = 'DomainNotFound' }
    ) {
        { Add-PrivateApiDomainAssociation $Arn $theirs.VpcEndpointId @consumer -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.AddPrivateApiDomainAssociationCommand"
    }

    It 'makes nothing with -WhatIf' {
        $null = New-PrivateApiDomain cats.example.com @sources -ShareWithAccountId 210987654321 @provider
        Add-PrivateApiDomainAssociation -DomainName cats.example.com -VpcEndpointId $theirs.VpcEndpointId -WhatIf @consumer | Should -BeNullOrEmpty
        (Get-PrivateApiDomain cats.example.com @consumer).Association | Should -BeNullOrEmpty
    }
}
