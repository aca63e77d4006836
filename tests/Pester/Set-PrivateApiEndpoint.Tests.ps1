BeforeAll {
    . "$PSScriptRoot/Tab.ps1"
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Set-PrivateApiEndpoint' {
    BeforeAll {
        $network = New-PrivateApiNetwork shop
        $endpoint = $network | New-PrivateApiEndpoint
    }

    It 'gives the endpoint the subnets and groups that were asked for' {
        $changed = $endpoint | Set-PrivateApiEndpoint -SubnetId $network.SubnetId[1]
        $changed.SubnetId | Should -Be $network.SubnetId[1]
        $changed.NetworkInterface | Should -HaveCount 1
        $changed.SecurityGroupId | Should -Be $endpoint.SecurityGroupId
        ($endpoint | Set-PrivateApiEndpoint -SubnetId $network.SubnetId).NetworkInterface | Should -HaveCount 2
    }

    It 'switches private DNS off and on' {
        (Set-PrivateApiEndpoint $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Force).PrivateDnsEnabled | Should -BeFalse
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeFalse
        $null = Set-PrivateApiEndpoint $endpoint.VpcEndpointId -PrivateDnsEnabled $true -Force
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeTrue
    }

    It 'takes a policy as text, as a path and as an object' {
        $text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}'
        ($endpoint | Set-PrivateApiEndpoint -Policy $text).Policy | Should -Be $text
        Set-Content TestDrive:/policy.json '{ "Version": "2012-10-17", "Statement": [] }'
        ($endpoint | Set-PrivateApiEndpoint -Policy (Get-Item TestDrive:/policy.json)).Policy | Should -Be '{"Version":"2012-10-17","Statement":[]}'
        ($endpoint | Set-PrivateApiEndpoint -Policy ($text | ConvertFrom-Json)).Policy | Should -Be $text
    }

    It 'edits the policy, and keeps its other statements' {
        $orders = '{"Sid":"Orders","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:aaaaaaaaaa/*"}'
        $stock = @{ Sid = 'Stock'; Effect = 'Allow'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'arn:aws:execute-api:eu-west-1:123456789012:bbbbbbbbbb/*' }
        $endpoint | Set-PrivateApiEndpoint -Policy "{`"Version`":`"2012-10-17`",`"Statement`":[$orders]}"
        ($endpoint | Set-PrivateApiEndpoint -AddStatement $stock).Policy | Should -BeLike "*$([WildcardPattern]::Escape($orders))*bbbbbbbbbb*"
        ($endpoint | Set-PrivateApiEndpoint -AddStatement $stock).Policy | Should -BeLike '*bbbbbbbbbb*' -Because 'it is there already'
        [regex]::Matches((Get-PrivateApiEndpoint shop).Policy, 'bbbbbbbbbb') | Should -HaveCount 1
        ($endpoint | Set-PrivateApiEndpoint -RemoveSid Stock).Policy | Should -Be "{`"Version`":`"2012-10-17`",`"Statement`":[$orders]}"
        { $endpoint | Set-PrivateApiEndpoint -RemoveSid Orders -ErrorAction Stop } | Should -Throw -ErrorId 'NoStatementLeft,*'
        (Complete "Set-PrivateApiEndpoint $($endpoint.VpcEndpointId) -RemoveSid ").CompletionText | Should -Be 'Orders'
    }

    It 'adds no Allow to the default policy, and says why' {
        $new = New-PrivateApiNetwork fresh | New-PrivateApiEndpoint
        $said = $new | Set-PrivateApiEndpoint -AddStatement @{ Effect = 'Allow'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = '*' } 3>&1
        "$said" | Should -BeLike '*default policy*would open nothing*'
        (Get-PrivateApiEndpoint fresh).Policy | Should -Be $new.Policy
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'two subnets of a zone'; Change = { @{ SubnetId = $network.SubnetId[0], $network.PublicSubnetId[0] } }; Id = 'DuplicateZone' }
        @{ Case = 'a policy that is not JSON'; Change = { @{ Policy = '{nonsense' } }; Id = 'InvalidPolicy' }
        @{ Case = 'a policy file that is not there'; Change = { @{ Policy = './nowhere.json' } }; Id = 'PolicyNotFound' }
        @{ Case = 'a group that is not there'; Change = { @{ SecurityGroupId = 'sg-0123456789abcdef0' } }; Id = 'SecurityGroupNotFound' }
    ) {
        $change = & $Change
        { $endpoint | Set-PrivateApiEndpoint @change -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.SetPrivateApiEndpointCommand"
    }

    It 'changes nothing with -WhatIf' {
        $endpoint | Set-PrivateApiEndpoint -PrivateDnsEnabled $false -WhatIf
        (Get-PrivateApiEndpoint shop).PrivateDnsEnabled | Should -BeTrue
    }

    It 'says so when there is no such endpoint' {
        { Set-PrivateApiEndpoint vpce-0123456789abcdef0 -PrivateDnsEnabled $true -Force -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.SetPrivateApiEndpointCommand'
    }
}
