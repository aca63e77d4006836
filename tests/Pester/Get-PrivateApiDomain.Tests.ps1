BeforeAll {
    . "$PSScriptRoot/DomainScene.ps1"
    $domain = $api | New-PrivateApiDomain pets.example.com
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiDomain' {
    It 'lists all, finds by wildcard, and reads one again that is piped' {
        $other = $endpoint | New-PrivateApiDomain cats.example.com
        (Get-PrivateApiDomain).DomainName | Should -Be 'cats.example.com', 'pets.example.com'
        (Get-PrivateApiDomain pet*).DomainNameId | Should -Be $domain.DomainNameId
        ($domain | Get-PrivateApiDomain).DomainNameArn | Should -Be $domain.DomainNameArn
        (Get-PrivateApiDomain cats.example.com).DomainNameId | Should -Be $other.DomainNameId
    }

    It 'says so when there is none of the name' {
        { Get-PrivateApiDomain dogs.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'DomainNotFound,PrivateApi.Commands.GetPrivateApiDomainCommand'
        Get-PrivateApiDomain dogs* | Should -BeNullOrEmpty
    }

    It 'warns of a public name of the same spelling, and shows the private one' {
        $null = Invoke-Lab apigateway POST /domainnames @{ domainName = 'pets.example.com'; regionalCertificateArn = $wildcard; endpointConfiguration = @{ types = @('REGIONAL') } }
        $found = Get-PrivateApiDomain pets.example.com -WarningVariable warned 3>$null
        $found.DomainNameId | Should -Be $domain.DomainNameId
        $warned[0] | Should -Match 'public custom domain name pets.example.com'
    }

    It 'gives its parts to other commands' {
        $found = Get-PrivateApiDomain pets.example.com -WarningAction SilentlyContinue
        ($found.Mapping | Invoke-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId -Path /pets -UrlForm CustomDomain -Via Lambda).StatusCode | Should -Be 200
        ($found.Association | Get-PrivateApiEndpoint).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }
}
