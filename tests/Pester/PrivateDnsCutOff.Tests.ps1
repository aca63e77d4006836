BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20261122/eu-west-1/apigateway/aws4_request' }
    function New-PublicApi([string]$Path, [hashtable]$Body) {
        Invoke-RestMethod "$($lab.EndpointUrl)$Path" -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/json -Body ($Body | ConvertTo-Json)
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Private DNS, before it is switched on' {
    BeforeAll { $network = New-PrivateApiNetwork shop }

    It 'asks nothing where there is no public API' {
        $endpoint = $network | New-PrivateApiEndpoint -WarningVariable warned 3>$null
        $endpoint.PrivateDnsEnabled | Should -BeTrue
        $warned | Should -BeNullOrEmpty
        Set-PrivateApiEndpoint $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Force
    }

    It 'names the public APIs that it will cut off, with -WhatIf too' {
        $rest = New-PublicApi restapis @{ name = 'Shop'; endpointConfiguration = @{ types = @('REGIONAL') } }
        $http = New-PublicApi v2/apis @{ name = 'Orders'; protocolType = 'HTTP' }
        $endpoint = Get-PrivateApiEndpoint shop
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -WhatIf -WarningVariable warned 3>$null 6>$null
        $warned.Message | Should -Match "Private DNS will cut $($network.VpcId) off from 2 public APIs in eu-west-1: Shop \($($rest.id)\), Orders \($($http.apiId)\)\."
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeFalse
        New-PrivateApiEndpoint -VpcId $network.VpcId -Name second -WhatIf -WarningVariable warned 3>$null 6>$null
        $warned.Message | Should -Match '2 public APIs'
    }

    It 'does as told by -Force and -Confirm:$false' {
        $endpoint = Get-PrivateApiEndpoint shop
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -Force 3>$null
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeTrue
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -Confirm:$false 3>$null
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeTrue
    }

    It 'says nothing where private DNS stays as it is' {
        $endpoint = Get-PrivateApiEndpoint shop
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -Force -WarningVariable warned 3>$null
        $network | New-PrivateApiEndpoint -WarningVariable again 3>$null | Should -Not -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
        $again | Should -BeNullOrEmpty
    }

    It 'names at most ten' {
        foreach ($n in 1..10) { $null = New-PublicApi v2/apis @{ name = "Api$n"; protocolType = 'HTTP' } }
        Get-PrivateApiEndpoint shop | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -Force
        Get-PrivateApiEndpoint shop | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -WhatIf -WarningVariable warned 3>$null 6>$null
        $warned.Message | Should -Match '12 public APIs'
        $warned.Message | Should -Match ', and 2 more\.'
    }
}
