BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    function Definition([string[]] $Path, $Authorization) {
        $paths = @{}
        foreach ($item in $Path) {
            $paths[$item] = @{ get = @{ responses = @{ 200 = @{ description = 'ok' } }; 'x-amazon-apigateway-auth' = @{ type = $Authorization }; 'x-amazon-apigateway-integration' = @{ type = 'mock' } } }
        }
        @{ openapi = '3.0.1'; info = @{ title = 'shop'; version = '1' }; paths = $paths }
    }
    $api = New-PrivateApi -Name shop -OpenApi (Definition '/pets', '/dogs' NONE) -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $null = $api | Set-PrivateApi -OpenApi (Definition '/pets', '/cats' AWS_IAM)
    $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0fffffffffffffff0 -Force
    $live = $api | Publish-PrivateApi -StageName demo -Description 'Release 2'
    $canary = $api | Publish-PrivateApi -StageName demo -CanaryPercent 5
    $all = $api | Get-PrivateApiDeployment
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiDeployment' {
    It 'lists the newest first, with the stages that serve it' {
        $all.DeploymentId | Should -Be $canary.Canary.DeploymentId, $live.DeploymentId, $api.Stage[0].DeploymentId
        $all[0].CanaryOf | Should -Be 'demo'
        $all[1].Stage | Should -Be 'demo'
        $all[2].Stage | Should -BeNullOrEmpty
        $all[1].PreviousDeploymentId | Should -Be $all[2].DeploymentId
        $all[2].PreviousDeploymentId | Should -BeNullOrEmpty
    }

    It 'says what changed from one to the next' {
        $all[0].Change | Should -BeNullOrEmpty
        $all[1].Change | Should -Be '+ GET /cats', '- GET /dogs', '~ GET /pets: NONE to AWS_IAM', '~ policy'
        $all[2].Method | Should -Be 'GET /dogs', 'GET /pets'
    }

    It 'shows the description as it was given, and the age' {
        $all[1].Description | Should -Be 'Release 2'
        $all[0].Description | Should -BeNullOrEmpty
        $all[2].Age | Should -BeLessThan 300
    }

    It 'knows the policy that each took along' {
        $all[1].PolicyHash | Should -Be ($live.Tag['privateapi:policy'] -split '/')[1]
        $all.IsPolicyCurrent | Should -Be $true, $true, $false
    }

    It 'reads as many as are wanted' {
        ($api | Get-PrivateApiDeployment -Newest 1).DeploymentId | Should -Be $all[0].DeploymentId
    }

    It 'shows a table of 80 columns' {
        $text = $all | Out-String -Width 80
        $text | Should -Match 'Release 2'
        $text | Should -Match 'demo \(canary\)'
        ($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'says so when there is no such API' {
        { Get-PrivateApiDeployment a1b2c3d4e5 -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.GetPrivateApiDeploymentCommand'
    }
}
