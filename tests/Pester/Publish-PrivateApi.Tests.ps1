BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
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
}
