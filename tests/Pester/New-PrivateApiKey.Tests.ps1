BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $secret = 'not-to-be-seen' + '-by-anybody'
    $limits = @{ RateLimit = 5; BurstLimit = 10; Quota = 100; QuotaPeriod = 'Day'; MethodThrottle = @{ 'GET /pets' = @{ RateLimit = 1; BurstLimit = 2 } } }
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiKey' {
    It 'makes a key with its plan, limits and stage in one go' {
        $key = $api | New-PrivateApiKey -Name mobile @limits
        $key.Name | Should -Be mobile
        $key.Enabled | Should -BeTrue
        "$($key.RestApiId)/$($key.StageName)" | Should -Be "$($api.RestApiId)/demo"
        $key.RateLimit, $key.BurstLimit, $key.Quota, "$($key.QuotaPeriod)" | Should -Be 5, 10, 100, 'Day'
        $key.Stage[0].MethodThrottle[0].Path | Should -Be '/pets'
        $key.Used, $key.Remaining | Should -Be 0, 100
    }

    It 'returns the same key again, and refuses another limit for the name' {
        ($api | New-PrivateApiKey -Name mobile @limits).ApiKeyId | Should -Be (Get-PrivateApiKey mobile).ApiKeyId
        { $api | New-PrivateApiKey -Name mobile -RateLimit 6 -BurstLimit 10 -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiKeyCommand'
    }

    It 'shows the secret only if it is asked for' {
        $key = $api | New-PrivateApiKey -Name quiet -ApiKey $secret
        $key.Value | Should -BeNullOrEmpty
        $key.ApiKey | Should -BeOfType securestring
        $key | Format-List * | Out-String | Should -Not -Match $secret
        $key | ConvertTo-Json -Depth 5 | Should -Not -Match $secret
        "$key" | Should -Be $key.ApiKeyId
        ($api | New-PrivateApiKey -Name quiet -ShowValue).Value | Should -Be $secret
    }

    It 'says nothing of the secret in other streams, nor in errors' {
        $all = & { $api | New-PrivateApiKey -Name loud -ApiKey $secret -Verbose -Debug -ErrorAction Continue } *>&1
        $all | ForEach-Object { "$_"; $_ | ConvertTo-Json -Depth 2 -WarningAction Ignore } | Out-String | Should -Not -Match $secret
        $Error | ForEach-Object { "$_ $($_.Exception)" } | Out-String | Should -Not -Match $secret
    }

    It 'prints each step with -WhatIf and makes nothing' {
        $api | New-PrivateApiKey -Name never @limits -WhatIf | Should -BeNullOrEmpty
        Get-PrivateApiKey never* | Should -BeNullOrEmpty
    }

    It 'joins a plan that is there' {
        $plan = (Get-PrivateApiKey mobile).UsagePlanId
        ($api | New-PrivateApiKey -Name desktop -UsagePlanId $plan).UsagePlanId | Should -Be $plan
        { $api | New-PrivateApiKey -Name lost -UsagePlanId nothere -ErrorAction Stop } |
            Should -Throw -ErrorId 'UsagePlanNotFound,PrivateApi.Commands.NewPrivateApiKeyCommand'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a rate without a burst'; With = @{ RateLimit = 5 }; Id = 'InvalidUsageLimit' }
        @{ What = 'a quota without a period'; With = @{ Quota = 5 }; Id = 'InvalidUsageLimit' }
        @{ What = 'a limit of no method'; With = @{ MethodThrottle = @{ pets = 5 } }; Id = 'InvalidUsageLimit' }
        @{ What = 'a stage that is not there'; With = @{ StageName = 'nowhere' }; Id = 'StageNotFound' }
        @{ What = 'limits for a plan that is joined'; With = @{ UsagePlanId = 'any'; Quota = 5; QuotaPeriod = 'Day' }; Id = 'InvalidUsageLimit' }
    ) {
        { $api | New-PrivateApiKey -Name refused @With -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiKeyCommand"
    }
}
