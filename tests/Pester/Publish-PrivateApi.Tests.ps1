BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    . "$PSScriptRoot/LogRole.ps1"
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0
}

AfterAll { Stop-PrivateApiLab }

Describe 'Publish-PrivateApi' {
    It 'makes a stage and emits it with its addresses' {
        $stage = $api | Publish-PrivateApi -StageName demo -Description 'first' -Variable @{ backend = 'blue' }
        $stage.StageName | Should -Be 'demo'
        $stage.RestApiId | Should -Be $api.RestApiId
        $stage.Variable['backend'] | Should -Be 'blue'
        $stage.Url[0].Url | Should -Be "https://$($api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo"
    }

    It 'leaves the record that proves which policy is live' {
        $stage = $api | Publish-PrivateApi -StageName demo
        $stage.Tag['privateapi:policy'] | Should -Match "^$($stage.DeploymentId)/[0-9a-f]{64}$"
        ($stage | Get-PrivateApiPolicy).Evidence | Should -Be 'Record'
    }

    It 'deploys nothing with -WhatIf' {
        $api | Publish-PrivateApi -StageName never -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApi shop).Stage.StageName | Should -Not -Contain 'never'
    }

    It 'refuses a name that no stage can have' {
        { $api | Publish-PrivateApi -StageName 'a stage' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStageName,PrivateApi.Commands.PublishPrivateApiCommand'
    }

    It 'says so when there is no such API' {
        { Publish-PrivateApi a1b2c3d4e5 demo -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.PublishPrivateApiCommand'
    }

    Context 'a canary' {
        BeforeAll {
            $null = $api | Publish-PrivateApi -StageName live -Variable @{ backend = 'blue' }
        }

        It 'gets a share of the calls, is promoted with its variables, and the record follows it' {
            $before = $api | Publish-PrivateApi -StageName live -Variable @{ backend = 'blue' }
            $stage = $api | Publish-PrivateApi -StageName live -CanaryPercent 10 -CanaryVariable @{ backend = 'green' }
            $stage.DeploymentId | Should -Be $before.DeploymentId
            "$($stage.Canary)" | Should -Be "10%: $($stage.Canary.DeploymentId)"
            $stage.Canary.Variable['backend'] | Should -Be 'green'
            ($stage | Format-Table | Out-String -Width 80) | Should -Match "10%: $($stage.Canary.DeploymentId)"

            $promoted = $stage | Publish-PrivateApi -Promote
            $promoted.DeploymentId | Should -Be $stage.Canary.DeploymentId
            $promoted.Canary | Should -BeNullOrEmpty
            $promoted.Variable['backend'] | Should -Be 'green'
            ($promoted | Get-PrivateApiPolicy).Evidence | Should -Be 'Record'
        }

        It 'is moved without a deployment, and abandoned' {
            $stage = $api | Publish-PrivateApi -StageName live -CanaryPercent 10
            $more = $stage | Publish-PrivateApi -NoDeployment -CanaryPercent 50
            $more.Canary.DeploymentId | Should -Be $stage.Canary.DeploymentId
            $more.Canary.PercentTraffic | Should -Be 50
            ($more | Publish-PrivateApi -Abandon -WhatIf) | Should -BeNullOrEmpty
            ($more | Publish-PrivateApi -Abandon).Canary | Should -BeNullOrEmpty
        }

        It 'stays when the stage itself is deployed to, and a warning says so' {
            $stage = $api | Publish-PrivateApi -StageName live -CanaryPercent 10
            $next = $api | Publish-PrivateApi -StageName live -WarningVariable warned 3>$null
            $warned | Should -Match "has a canary, deployment $($stage.Canary.DeploymentId), which stays"
            $next.Canary.DeploymentId | Should -Be $stage.Canary.DeploymentId
            $null = $next | Publish-PrivateApi -Abandon
        }

        It 'is refused where there is none to end, and no stage to have one' {
            { $api | Publish-PrivateApi -StageName live -Promote -ErrorAction Stop } | Should -Throw -ErrorId 'NoCanary,PrivateApi.Commands.PublishPrivateApiCommand'
            { $api | Publish-PrivateApi -StageName nowhere -CanaryPercent 5 -ErrorAction Stop } | Should -Throw -ErrorId 'StageNotFound,PrivateApi.Commands.PublishPrivateApiCommand'
            { $api | Publish-PrivateApi -StageName live -CanaryVariable @{ a = 'b' } -ErrorAction Stop } | Should -Throw -ErrorId 'CanaryPercentMissing,PrivateApi.Commands.PublishPrivateApiCommand'
        }
    }

    Context 'the settings of a stage' {
        It 'are set without a deployment, once' {
            $before = $api | Publish-PrivateApi -StageName set
            $stage = $before | Publish-PrivateApi -NoDeployment -ThrottlingRateLimit 100 -ThrottlingBurstLimit 50 -MethodSetting @{ 'GET /pets' = @{ ThrottlingRateLimit = 5 } } -TracingEnabled $true -Variable @{ backend = 'blue' }
            $stage.DeploymentId | Should -Be $before.DeploymentId
            $stage.MethodSetting.Method | Should -Be '*', 'GET /pets'
            $stage.MethodSetting.ThrottlingRateLimit | Should -Be 100, 5
            $stage.TracingEnabled | Should -BeTrue
            $stage.Variable['backend'] | Should -Be 'blue'
            ($stage | Publish-PrivateApi -NoDeployment -ThrottlingRateLimit 100 -Verbose 4>&1 | Out-String) | Should -Match 'already has these settings'
        }

        It 'are set with a deployment that makes the stage' {
            $stage = $api | Publish-PrivateApi -StageName born -CacheClusterSize 0.5 -CacheTtl 60 -MetricsEnabled $true
            $stage.CacheClusterSize | Should -Be '0.5'
            "$($stage.MethodSetting)" | Should -Match 'cached 60 s, metrics'
        }

        It 'have no logs in an account that never named a role to write them by, and a stage is not left behind' {
            $refused = { $api | Publish-PrivateApi -StageName set -NoDeployment -AccessLogArn calls -ErrorAction Stop } | Should -Throw -ErrorId 'LogRoleMissing,PrivateApi.Commands.PublishPrivateApiCommand' -PassThru
            $refused.Exception.Message | Should -Match 'AmazonAPIGatewayPushToCloudWatchLogs.*Update-AGAccount'
            { $api | Publish-PrivateApi -StageName unborn -LoggingLevel Info -ErrorAction Stop } | Should -Throw -ErrorId 'LogRoleMissing,*'
            (Get-PrivateApi $api.RestApiId).Stage.StageName | Should -Not -Contain 'unborn'
            Set-LogRole (Get-PrivateApiLab)
        }

        It 'write access logs that say which endpoint a call came through, until they are ended' {
            $stage = $api | Publish-PrivateApi -StageName set -NoDeployment -AccessLogArn calls -WarningAction Stop
            $stage.AccessLogArn | Should -Be 'arn:aws:logs:eu-west-1:123456789012:log-group:calls'
            $stage.AccessLogFormat | ConvertFrom-Json | ForEach-Object vpceId | Should -Be '$context.identity.vpceId'
            $stage.AccessLogFormat | Should -Match '\$context\.requestId'
            ($stage | Publish-PrivateApi -NoDeployment -AccessLogArn '').AccessLogArn | Should -BeNullOrEmpty
        }

        It 'are refused as <Id>: <Settings>' -TestCases @(
            @{ Settings = @{ CacheTtl = 60 }; Id = 'NoStageCache' }
            @{ Settings = @{ MethodSetting = @{ '/pets' = @{ CacheTtl = 0 } } }; Id = 'InvalidMethodSetting' }
            @{ Settings = @{ MethodSetting = @{ 'GET /pets' = @{ Limit = 1 } } }; Id = 'InvalidMethodSetting' }
            @{ Settings = @{ MethodSetting = @{ 'GET /pets' = @{ LoggingLevel = 'Debug' } } }; Id = 'InvalidMethodSetting' }
            @{ Settings = @{ MethodSetting = @{ 'GET /pets' = @{ ThrottlingRateLimit = $null; ThrottlingBurstLimit = $null } } }; Id = 'InvalidMethodSetting' }
            @{ Settings = @{ AccessLogArn = 'calls'; AccessLogFormat = '$context.status' }; Id = 'InvalidAccessLog' }
            @{ Settings = @{ AccessLogArn = 'no group' }; Id = 'InvalidAccessLog' }
            @{ Settings = @{ AccessLogArn = 'arn:aws:s3:::b' }; Id = 'InvalidAccessLog' }
            @{ Settings = @{ Variable = @{ 'back-end' = 'blue' } }; Id = 'InvalidStageVariable' }
            @{ Settings = @{ Variable = @{ backend = 'b l u e' } }; Id = 'InvalidStageVariable' }
            @{ Settings = @{ Description = 'no deployment' }; Id = 'InputNotUsed' }
            @{ Settings = @{ AccessLogFormat = '$context.requestId' }; Id = 'InvalidAccessLog' }
        ) {
            { $api | Publish-PrivateApi -StageName set -NoDeployment @Settings -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.PublishPrivateApiCommand"
        }
    }
}
