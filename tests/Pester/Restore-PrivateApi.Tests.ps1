BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $first = $api.Stage[0].DeploymentId
    $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0fffffffffffffff0 -Force
    $second = ($api | Publish-PrivateApi -StageName demo -Description 'new policy').DeploymentId
}

AfterAll { Stop-PrivateApiLab }

Describe 'Restore-PrivateApi' {
    It 'says what it would do and does nothing with -WhatIf' {
        $api | Restore-PrivateApi -StageName demo -Previous -WhatIf | Should -BeNullOrEmpty
        (Get-PrivateApi shop).Stage[0].DeploymentId | Should -Be $second
    }

    It 'goes back with the policy that the deployment took along, and leaves the API alone' {
        $stage = $api | Restore-PrivateApi -StageName demo -Previous -Force
        $stage.DeploymentId | Should -Be $first
        $deployed = $stage | Get-PrivateApiPolicy
        $deployed.Policy | Should -Match 'vpce-0123456789abcdef0'
        $deployed.Evidence | Should -Be 'Record'
        ($api | Get-PrivateApiPolicy).Policy | Should -Match 'vpce-0fffffffffffffff0'
    }

    It 'is told by the test: the stage has another policy than the API' {
        $check = (Test-PrivateApi -RestApiId $api.RestApiId -StageName demo).Check | Where-Object Name -EQ PolicyDeployed
        $check.Status | Should -Be 'Failed'
    }

    It 'goes to a deployment that is named, and does nothing twice' {
        $stage = Get-PrivateApiDeployment $api.RestApiId | Where-Object Description -EQ 'new policy' | Restore-PrivateApi -StageName demo -Force
        $stage.DeploymentId | Should -Be $second
        ($stage | Restore-PrivateApi -DeploymentId $second -Verbose 4>&1 | Out-String) | Should -Match "serves deployment $second already"
    }

    It 'refuses a stage with a canary unless it is to stay' {
        $null = $api | Publish-PrivateApi -StageName demo -CanaryPercent 5
        { $api | Restore-PrivateApi -StageName demo -DeploymentId $first -Force -ErrorAction Stop } | Should -Throw -ErrorId 'StageHasCanary,PrivateApi.Commands.RestorePrivateApiCommand'
        ($api | Restore-PrivateApi -StageName demo -DeploymentId $first -KeepCanary -Force).Canary.PercentTraffic | Should -Be 5
        $null = $api | Publish-PrivateApi -StageName demo -Abandon
    }

    It 'refuses what is not there' {
        { $api | Restore-PrivateApi -StageName demo -DeploymentId none00 -ErrorAction Stop } | Should -Throw -ErrorId 'DeploymentNotFound,PrivateApi.Commands.RestorePrivateApiCommand'
        { $api | Restore-PrivateApi -StageName none -Previous -ErrorAction Stop } | Should -Throw -ErrorId 'StageNotFound,PrivateApi.Commands.RestorePrivateApiCommand'
        { $api | Restore-PrivateApi -StageName demo -Previous -ErrorAction Stop } | Should -Throw -ErrorId 'NoEarlierDeployment,PrivateApi.Commands.RestorePrivateApiCommand'
    }
}
