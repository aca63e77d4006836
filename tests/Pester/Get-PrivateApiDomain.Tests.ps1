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

    It 'a base path that is piped is tested, tested again and called by that path' {
        $null = $api | New-PrivateApiDomain birds.example.com
        $second = ($api | New-PrivateApiDomain birds.example.com -BasePath v2).Mapping | Where-Object BasePath -EQ v2
        $first = $second | Test-PrivateApi -Path /pets
        $first | Export-Clixml (Join-Path $TestDrive 'mapped.xml')
        foreach ($result in $first, (Import-Clixml (Join-Path $TestDrive 'mapped.xml'))) {
            ($result | Test-PrivateApi).Url | Should -Be 'https://birds.example.com/v2/pets'
            $call = $result | Invoke-PrivateApi -Via Lambda
            $call.Url, $call.StatusCode | Should -Be 'https://birds.example.com/v2/pets', 200
        }
        ($first | Test-PrivateApi -UrlForm PrivateDns).Url | Should -Match 'execute-api.*/demo/pets$'
    }

    It 'a test by name is called by that name: <Given>' -ForEach @(
        @{ Given = 'nothing'; More = @{}; Url = 'https://cows.example.com/farm/pets?type=dog' }
        @{ Given = 'a path'; More = @{ Path = '/pets/1' }; Url = 'https://cows.example.com/farm/pets/1' }
        @{
            Given = 'another form'
            More = @{ UrlForm = 'PrivateDns' }
            Url = 'https://*.execute-api.eu-west-1.amazonaws.com/demo/pets?type=dog'
        }
    ) {
        $null = $api | New-PrivateApiDomain cows.example.com -BasePath farm
        $tested = $api | Test-PrivateApi -StageName demo -DomainName cows.example.com -Path '/pets?type=dog'
        $call = $tested | Invoke-PrivateApi -Via Lambda @More
        $call.StatusCode | Should -Be 200
        $call.Url | Should -BeLike $Url.Replace('?', '[?]')
    }
}
