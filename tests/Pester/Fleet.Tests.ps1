BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $ConfirmPreference = 'None'
    $lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0 6>$null
    $endpoint = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint
    foreach ($number in 1..24) { $null = $endpoint | New-PrivateApi -Name ('shop-{0:D2}' -f $number) -Sample PetStore -StageName demo }
    $names = 1..24 | ForEach-Object { 'shop-{0:D2}' -f $_ }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApi | Test-PrivateApi' {
    It 'has one result an API, in order' {
        $results = Get-PrivateApi | Test-PrivateApi
        $results.Name | Should -Be $names
        $results.Verdict | Sort-Object -Unique | Should -Be 'Reachable'
    }

    It 'writes an API as soon as it is read, and its result before the last is read' {
        $seen = [Collections.Generic.List[string]]::new()
        Get-PrivateApi -OutVariable read | Test-PrivateApi | ForEach-Object { $seen.Add("$($read.Count) $($_.Name)") }
        $seen.Count | Should -Be 24
        foreach ($number in 0..23) { [int]$seen[$number].Split(' ')[0] | Should -BeLessOrEqual ($number + 10) }
    }

    It 'ends with the pipeline' {
        (Get-PrivateApi | Test-PrivateApi | Select-Object -First 2).Name | Should -Be $names[0..1]
    }

    It 'answers for all with -Quiet' {
        Get-PrivateApi | Test-PrivateApi -Quiet | Should -BeTrue
    }

    It 'says once that there is no such caller' {
        $results = Get-PrivateApi | Test-PrivateApi -SubnetId subnet-0123456789abcdef0 -ErrorAction SilentlyContinue -ErrorVariable failures
        $results | Should -BeNullOrEmpty
        @($failures).FullyQualifiedErrorId | Should -Be 'CallerNotFound,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'takes several names with one list' {
        (Get-PrivateApi shop-2*, shop-03, shop-0[12] | Test-PrivateApi).Name | Should -Be 'shop-20', 'shop-21', 'shop-22', 'shop-23', 'shop-24', 'shop-03', 'shop-01', 'shop-02'
    }

    It 'judges what another command changes in between' {
        $results = Get-PrivateApi shop-0[1-9] |
            ForEach-Object { $null = $_ | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force 3>$null; $_ } |
            Test-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId
        $results.Count | Should -Be 9
        $results.Verdict | Sort-Object -Unique | Should -Be 'Blocked'
    }

    It 'judges objects that are kept as the account is when they are tested' {
        $kept = Get-PrivateApi shop-1*
        $null = $kept | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force 3>$null
        ($kept | Test-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId).Verdict | Sort-Object -Unique | Should -Be 'Blocked'
    }

    It 'shows how far it is' {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            $null = $shell.AddScript({
                    param($Module, $Url)
                    Import-Module $Module
                    $lab = @{ EndpointUrl = $Url; Region = 'eu-west-1'; AccessKey = 'test'; SecretKey = 'test' }
                    Get-PrivateApi @lab | Test-PrivateApi @lab
                }).AddArgument((Get-Module PrivateApi).Path).AddArgument($lab.EndpointUrl)
            $shell.Invoke().Count | Should -BeGreaterOrEqual 24
            $bars = @($shell.Streams.Progress | Where-Object Activity -EQ 'Reading APIs')
        }
        finally { $shell.Dispose() }
        $bars.Count | Should -Be 25
        $bars[0..23].PercentComplete | Should -Be @(0..23 | ForEach-Object { [Math]::Floor(100 * $_ / 24) })
        $bars[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'Several Regions and accounts' {
    BeforeAll {
        $wide = Start-PrivateApiLab -Region eu-west-1 -NoDefault -PendingTime 0 6>$null
        $profiles = Join-Path $TestDrive 'credentials'
        @(
            '[shop]', 'aws_access_key_id = 111111111111', 'aws_secret_access_key = x', 'region = eu-west-1', ''
            '[pay]', 'aws_access_key_id = 222222222222', 'aws_secret_access_key = x'
        ) | Set-Content $profiles
        $place = @{ ProfileLocation = $profiles; EndpointUrl = $wide.EndpointUrl }
        foreach ($spot in @(@('shop', 'eu-west-1'), @('shop', 'us-east-1'), @('pay', 'eu-central-1'))) {
            $there = $place + @{ ProfileName = $spot[0]; Region = $spot[1] }
            $null = New-PrivateApiNetwork -Name Demo @there | New-PrivateApiEndpoint @there |
                New-PrivateApi -Name "$($spot -join '-')" -Sample PetStore -StageName demo @there
        }
    }

    AfterAll { Stop-PrivateApiLab $wide }

    It 'finds the APIs of all Regions of all profiles' {
        $found = Get-PrivateApi -ProfileName shop, pay -Region * @place | Sort-Object Name
        $found.Name | Should -Be 'pay-eu-central-1', 'shop-eu-west-1', 'shop-us-east-1'
        $found.Region | Should -Be 'eu-central-1', 'eu-west-1', 'us-east-1'
        $found.AccountId | Should -Be '222222222222', '111111111111', '111111111111'
    }

    It 'takes a list and patterns of Regions, each Region once' {
        (Get-PrivateApi -ProfileName shop -Region eu-west-1, eu-w*, us-east-1 @place).Name | Sort-Object | Should -Be 'shop-eu-west-1', 'shop-us-east-1'
    }

    It 'finds a name and an id wherever they are, and says once that one is nowhere' {
        (Get-PrivateApi pay-eu-central-1 -ProfileName shop, pay -Region eu-west-1, eu-central-1 @place).AccountId | Should -Be '222222222222'
        $id = (Get-PrivateApi -ProfileName shop -Region us-east-1 @place).RestApiId
        (Get-PrivateApi -RestApiId $id -ProfileName shop -Region eu-west-1, us-east-1 @place).Region | Should -Be 'us-east-1'
        $null = Get-PrivateApi nowhere -ProfileName shop, pay -Region eu-west-1, us-east-1 @place -ErrorAction SilentlyContinue -ErrorVariable failures
        @($failures).FullyQualifiedErrorId | Should -Be 'ApiNotFound,PrivateApi.Commands.GetPrivateApiCommand'
    }

    It 'tests each API in its own account and Region, piped or kept' {
        $piped = Get-PrivateApi -ProfileName shop, pay -Region eu-west-1, us-east-1, eu-central-1 @place | Test-PrivateApi
        $kept = Get-PrivateApi -ProfileName shop, pay -Region eu-west-1, us-east-1, eu-central-1 @place
        foreach ($results in $piped, ($kept | Test-PrivateApi)) {
            $results = $results | Sort-Object Name
            $results.Name | Should -Be 'pay-eu-central-1', 'shop-eu-west-1', 'shop-us-east-1'
            $results.AccountId | Should -Be '222222222222', '111111111111', '111111111111'
            $results.Verdict | Sort-Object -Unique | Should -Be 'Reachable'
        }
    }

    It 'uses the connection that is typed, and refuses the objects of another account then' {
        $null = Get-PrivateApi -ProfileName shop -Region eu-west-1 @place |
            Test-PrivateApi -ProfileName pay @place -ErrorAction SilentlyContinue -ErrorVariable failures
        @($failures).FullyQualifiedErrorId | Should -Be 'ConnectionMismatch,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'goes on where a profile cannot be used, and names it' {
        $found = Get-PrivateApi -ProfileName shop, gone, pay -Region eu-west-1, eu-central-1 @place -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Name | Sort-Object | Should -Be 'pay-eu-central-1', 'shop-eu-west-1'
        $text = @($failures | ForEach-Object { "$_" })
        ($text -match '^eu-west-1, profile gone: ').Count | Should -Be 1
        ($text -match '^eu-central-1, profile gone: ').Count | Should -Be 1
        $text.Count | Should -Be 2
    }
}

Describe 'An organisation' {
    BeforeAll {
        $scale = "$PSScriptRoot/../../examples/scale"
        $module = "$PSScriptRoot/../../out/PrivateApi"
        $many = Start-PrivateApiLab -Region eu-west-1 -NoDefault -PendingTime 0 6>$null
        $profiles = Join-Path $TestDrive 'accounts'
        $ids = '111111111111', '222222222222', '333333333333'
        $ids | ForEach-Object { "[$_]", "aws_access_key_id = $_", 'aws_secret_access_key = x', 'region = eu-west-1', '' } | Set-Content $profiles
        $place = @{ ProfileLocation = $profiles; EndpointUrl = $many.EndpointUrl }
        foreach ($id in $ids[0..1]) {
            $there = $place + @{ ProfileName = $id }
            $null = New-PrivateApiNetwork -Name Demo @there | New-PrivateApiEndpoint @there | New-PrivateApi -Name "of-$id" -Sample PetStore -StageName demo @there
        }
        @('AccountId', $ids) | ForEach-Object { $_ } | Set-Content (Join-Path $TestDrive accounts.csv)
        $folder = Join-Path $TestDrive results
        $report = Join-Path $TestDrive report

        function Join-All {
            $rows = & "$scale/Join-Result.ps1" -Path $folder -AccountPath (Join-Path $TestDrive accounts.csv) -ReportFolder $report -ModulePath $module 2>$null
            [pscustomobject] @{ Row = $rows; ExitCode = $LASTEXITCODE; Summary = Get-Content "$report/summary.md" -Raw }
        }
    }

    AfterAll { Stop-PrivateApiLab $many }

    It 'stores the results of an account, and joins those of all to one report' {
        foreach ($id in $ids) { & "$scale/Test-Account.ps1" -AccountId $id -Folder $folder -Region eu-west-1 -ProfileName $id @place -ModulePath $module }
        $global:LASTEXITCODE = 0
        $joined = Join-All
        $joined.Row.AccountId | Should -Be $ids
        $joined.Row.Reachable | Should -Be 1, 1, 0
        $joined.ExitCode | Should -Be 0
        $html = Get-Content "$report/report.html" -Raw
        foreach ($id in $ids[0..1]) { $html | Should -Match "of-$id" }
        ([xml](Get-Content "$report/junit.xml" -Raw)).SelectNodes('//testcase').Count | Should -BeGreaterThan 1
        (Get-Content "$report/report.json" -Raw | ConvertFrom-Json -Depth 100) | Should -Not -BeNullOrEmpty
    }

    It 'fails for an API that is blocked' {
        $there = $place + @{ ProfileName = $ids[0] }
        $null = Get-PrivateApi @there | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force @there 3>$null
        & "$scale/Test-Account.ps1" -AccountId $ids[0] -Folder "$folder/again" -Region eu-west-1 -ProfileName $ids[0] @place -ModulePath $module
        $joined = Join-All
        $joined.ExitCode | Should -Be 1
        $joined.Row[0].Blocked | Should -Be 1
    }

    It 'says which account is missing and which was not read, and fails' {
        Remove-Item "$folder/$($ids[1]).xml"
        & "$scale/Test-Account.ps1" -AccountId $ids[2] -Folder $folder -Region eu-west-1, us-east-1 -ProfileName gone @place -ModulePath $module
        $joined = Join-All
        $joined.ExitCode | Should -Be 1
        $joined.Summary | Should -Match "\| $($ids[1]) \| 0 \| 0 \| 0 \| not tested \|"
        $joined.Summary | Should -Match "\| $($ids[2]) .*eu-west-1.*gone"
    }

    It 'does not take another account for the one that was meant' {
        { & "$scale/Test-Account.ps1" -AccountId $ids[2] -Folder $folder -Region eu-west-1 -ProfileName $ids[1] @place -ModulePath $module } | Should -Throw '*222222222222, not of 333333333333*'
    }
}
