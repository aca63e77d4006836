BeforeAll {
    . "$PSScriptRoot/Tab.ps1"
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $api | Publish-PrivateApi -StageName prod | Out-Null
    $key = $api | New-PrivateApiKey -Name mobile -StageName demo -RateLimit 5 -BurstLimit 10 -Quota 100 -QuotaPeriod Day
}

AfterAll { Stop-PrivateApiLab }

Describe 'Set-PrivateApiKey' {
    It 'switches a key off and on' {
        ($key | Set-PrivateApiKey -Enabled $false).Enabled | Should -BeFalse
        ($key | Set-PrivateApiKey -Enabled $true).Enabled | Should -BeTrue
    }

    It 'changes limits, and leaves what is not named' {
        $after = $key | Set-PrivateApiKey -BurstLimit 20 -QuotaPeriod Month
        $after.RateLimit, $after.BurstLimit, $after.Quota, "$($after.QuotaPeriod)" | Should -Be 5, 20, 100, 'Month'
    }

    It 'extends the quota of the period' {
        ($key | Set-PrivateApiKey -ExtendQuota 50).Remaining | Should -Be 150
    }

    It 'limits a method' {
        $after = $key | Set-PrivateApiKey -MethodThrottle @{ 'POST /pets' = @{ RateLimit = 1; BurstLimit = 2 } }
        "$($after.Stage[0].MethodThrottle)" | Should -Be 'POST /pets 1/s, burst 2'
    }

    It 'takes the limit of a method away, which Tab knows' {
        $null = $key | Set-PrivateApiKey -MethodThrottle @{ 'GET /pets' = @{ RateLimit = 3; BurstLimit = 4 } }
        $found = Complete "Set-PrivateApiKey $($key.ApiKeyId) -RemoveMethodThrottle G"
        $found.CompletionText | Should -Be "'GET /pets'"
        $found.ToolTip | Should -Be "GET /pets 3/s, burst 4, in $($api.RestApiId)/demo"
        $after = $key | Set-PrivateApiKey -RemoveMethodThrottle 'get /pets', 'PUT /pets'
        "$($after.Stage[0].MethodThrottle)" | Should -Be 'POST /pets 1/s, burst 2'
    }

    It 'refuses a method <Case>' -ForEach @(
        @{ Case = 'that is none'; Argument = @{ RemoveMethodThrottle = '/pets' } }
        @{ Case = 'that is limited at the same time'; Argument = @{ RemoveMethodThrottle = 'GET /pets'; MethodThrottle = @{ 'GET /pets' = @{ RateLimit = 1; BurstLimit = 1 } } } }
    ) {
        { $key | Set-PrivateApiKey @Argument -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidUsageLimit,PrivateApi.Commands.SetPrivateApiKeyCommand'
    }

    It 'moves a key to another stage' {
        $after = $key | Set-PrivateApiKey -AddStage "$($api.RestApiId)/prod" -RemoveStage "$($api.RestApiId)/demo"
        $after.StageName | Should -Be prod
    }

    It 'takes limits away' {
        $after = $key | Set-PrivateApiKey -NoThrottle -NoQuota
        $after.RateLimit, $after.Quota | Should -Be $null, $null
    }

    It 'changes nothing with -WhatIf, and nothing where all is so already' {
        $key | Set-PrivateApiKey -RateLimit 1 -BurstLimit 1 -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApiKey mobile).RateLimit | Should -BeNullOrEmpty
        ($key | Set-PrivateApiKey -Enabled $true -Confirm).Enabled | Should -BeTrue
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a stage in other words'; With = @{ AddStage = 'prod' }; Id = 'InvalidStage' }
        @{ What = 'a stage that is not there'; With = @{ AddStage = 'API/nowhere' }; Id = 'StageNotFound' }
        @{ What = 'to extend no quota'; With = @{ ExtendQuota = 5 }; Id = 'InvalidUsageLimit' }
        @{ What = 'a rate with -NoThrottle'; With = @{ NoThrottle = $true; RateLimit = 9; BurstLimit = 9 }; Id = 'InvalidUsageLimit' }
        @{ What = 'a quota with -NoQuota'; With = @{ NoQuota = $true; Quota = 9; QuotaPeriod = 'Day' }; Id = 'InvalidUsageLimit' }
        @{ What = 'a plan that the key is not in'; With = @{ UsagePlanId = 'other'; NoQuota = $true }; Id = 'UsagePlanRequired' }
    ) {
        $given = @{} + $With
        if ($given.AddStage -like 'API/*') { $given.AddStage = $given.AddStage.Replace('API', $api.RestApiId) }
        { Set-PrivateApiKey $key.ApiKeyId @given -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.SetPrivateApiKeyCommand"
    }
}
