BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"
    $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda
    $probe = (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).Probe[0]

    # What -WhatIf prints: it goes to the host, and so it is read from a transcript of a process of its own.
    function Get-Preview([string] $Command) {
        $script = "Import-Module '$PSScriptRoot/../../out/PrivateApi'; `$env:AWS_REGION = 'eu-west-1'; `$PSDefaultParameterValues = @{ '*-PrivateApi*:EndpointUrl' = '$($lab.EndpointUrl)'; '*-PrivateApi*:AccessKey' = 'lab'; '*-PrivateApi*:SecretKey' = 'lab' }; $Command -WhatIf"
        (pwsh -NoProfile -NonInteractive -Command $script 2>&1 | Out-String).Trim()
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'What goes is listed before it goes, with account and Region' {
    It 'of an API: its stages' {
        $null = $api | Publish-PrivateApi -StageName second
        $said = Get-Preview "Remove-PrivateApi $($api.RestApiId)"
        $said | Should -BeLike "What if: Remove private API PetStore ($($api.RestApiId)) from account 123456789012, eu-west-1, with everything in it:*"
        $said | Should -Match 'Stage demo, which serves deployment \w+'
        $said | Should -Match 'Stage second, which serves'
    }

    It 'of an endpoint: function, role, groups, interfaces' {
        $said = Get-Preview "Remove-PrivateApiEndpoint $($endpoint.VpcEndpointId) -Force"
        $said | Should -BeLike "What if: Remove endpoint * from account 123456789012, eu-west-1, with everything in it:*"
        $said | Should -Match "Function $($probe.FunctionName) in subnet-"
        $said | Should -Match "Security group $($probe.SecurityGroupId[0]) of the functions"
        $said | Should -Match "The functions' role"
        foreach ($card in $endpoint.NetworkInterface) { $said | Should -Match "Network interface $($card.NetworkInterfaceId) of the endpoint" }
        $said | Should -Match "Endpoint $($endpoint.VpcEndpointId) in $($network.VpcId)"
    }

    It 'of a network: all that is in it' {
        $other = New-PrivateApiNetwork other
        $said = Get-Preview "Remove-PrivateApiNetwork other"
        $said | Should -BeLike "What if: Remove network other ($($other.VpcId)) from account 123456789012, eu-west-1, with everything in it:*"
        foreach ($id in $other.SubnetId + $other.PublicSubnetId + $other.SecurityGroupId + $other.VpcId) { $said | Should -Match $id }
        $said | Should -Match 'Internet gateway igw-'
        (Get-PrivateApiNetwork other).VpcId | Should -Be $other.VpcId
    }

    It 'and nothing is read for it with -Force' {
        (New-PrivateApi gone -Sample PetStore -VpcEndpointId $endpoint | Remove-PrivateApi -Force -Verbose 4>&1) -join "`n" | Should -Not -Match 'Stage '
    }
}

Describe 'Set-PrivateApiEndpoint -PrivateDnsEnabled' {
    It 'asks, since it changes the whole VPC' {
        $script = "Import-Module '$PSScriptRoot/../../out/PrivateApi'; Set-PrivateApiEndpoint $($endpoint.VpcEndpointId) -PrivateDnsEnabled `$false -Region eu-west-1 -EndpointUrl $($lab.EndpointUrl) -AccessKey lab -SecretKey lab"
        $said = pwsh -NoProfile -NonInteractive -Command $script 2>&1 | Out-String
        $said | Should -Match 'NonInteractive|Private DNS'
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).PrivateDnsEnabled | Should -BeTrue
        $null = Set-PrivateApiEndpoint $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Force
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).PrivateDnsEnabled | Should -BeFalse
        $null = Set-PrivateApiEndpoint $endpoint.VpcEndpointId -PrivateDnsEnabled $true -Confirm:$false
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).PrivateDnsEnabled | Should -BeTrue
    }
}

Describe 'Every command that sets something' {
    It 'emits what it set: <_>' -ForEach 'Set-PrivateApi', 'Set-PrivateApiPolicy', 'Set-PrivateApiEndpoint' {
        $command = $_
        $set = switch ($command) {
            'Set-PrivateApi' { $api | Set-PrivateApi -VpcEndpointId $endpoint }
            'Set-PrivateApiPolicy' { $api | Set-PrivateApiPolicy -SourceVpce $endpoint -Force }
            'Set-PrivateApiEndpoint' { $endpoint | Set-PrivateApiEndpoint -IpAddressType ipv4 }
        }
        @($set).Count | Should -Be 1
        (Get-Command $command).Parameters.Keys | Should -Not -Contain 'PassThru'
    }
}
