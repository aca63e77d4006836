BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $null = Start-PrivateApiLab -Region eu-west-1
    $network = New-PrivateApiNetwork -Name Report
    $api = $network | New-PrivateApiEndpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
    $results = @(
        $api | Test-PrivateApi -SubnetId $network.SubnetId[0]
        $api | Test-PrivateApi -OnPremises -SourceIp 192.168.1.1 -VpcId $network.VpcId
    )
    $policy = Join-Path $TestDrive 'open.json'
    Set-Content $policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}'
}

AfterAll { Stop-PrivateApiLab }

Describe 'Export-PrivateApiReport' {
    It 'draws a page of all calls with the place where each breaks' {
        $page = $results | Export-PrivateApiReport Html
        $page | Should -BeOfType string
        $page | Should -Match '2 calls judged: 1 blocked, 1 reachable\.'
        $page | Should -Match 'The call fails at Name resolution: NameResolves'
        [regex]::Matches($page, '<svg role="img"').Count | Should -Be 2
        $page | Should -Match ([regex]::Escape("VPC $($network.VpcId)"))
        $page | Should -Match ([regex]::Escape($network.SubnetId[0]))
    }

    It 'writes a file and emits it only when asked' {
        $file = Join-Path $TestDrive 'report.html'
        $results | Export-PrivateApiReport Html $file | Should -BeNullOrEmpty
        $written = $results | Export-PrivateApiReport -Format Html -Path $file -PassThru
        $written | Should -BeOfType System.IO.FileInfo
        Get-Content $file -TotalCount 1 | Should -Be '<!DOCTYPE html>'
    }

    It 'gives a step summary that ends up as a table' {
        $results | Export-PrivateApiReport Markdown | Should -Match '\| Blocked \| Name resolution \| the name does not resolve \|'
    }

    It 'gives CI a suite a call and a case a check' {
        $suites = ([xml]($results | Export-PrivateApiReport JUnit)).testsuites
        $suites.testsuite.Count | Should -Be 2
        $suites.testsuite[0].testcase.Count | Should -Be $results[0].Check.Count
        [int]$suites.failures | Should -Be ($results.Check | Where-Object Status -EQ Failed).Count
    }

    It 'gives JSON that reads back as the same objects' {
        $back = $results | Export-PrivateApiReport Json | ConvertFrom-Json
        $back.Result.Verdict | Should -Be @('Reachable', 'Blocked')
        $back.Result[1].Check.Name | Should -Be $results[1].Check.Name
    }

    It 'says what changed since an earlier JSON report' {
        $earlier = Join-Path $TestDrive 'earlier.json'
        $results[0] | Export-PrivateApiReport Json $earlier
        $page = $results | Export-PrivateApiReport Html -BaselinePath $earlier
        $page | Should -Match '1 new, 0 mended, 0 still blocked'
        $page | Should -Match 'new: not tested before'
        $results | Export-PrivateApiReport Markdown -BaselinePath $earlier | Should -Match '1 new, 0 mended'
    }

    It 'refuses to compare with what is no report, and where no comparison is shown' {
        $id = 'InvalidBaseline,PrivateApi.Commands.ExportPrivateApiReportCommand'
        { $results | Export-PrivateApiReport Html -BaselinePath $policy } | Should -Throw -ErrorId $id
        { $results | Export-PrivateApiReport Html -BaselinePath (Join-Path $TestDrive 'none.json') } | Should -Throw -ErrorId $id
        { $results | Export-PrivateApiReport JUnit -BaselinePath $policy } | Should -Throw -ErrorId $id
    }

    It 'gives code scanning the place of a finding, relative to where one stands' {
        Push-Location $TestDrive
        try { $log = Get-Item $policy | Test-PrivateApiPolicy | Export-PrivateApiReport Sarif | ConvertFrom-Json }
        finally { Pop-Location }
        $log.version | Should -Be '2.1.0'
        $log.runs[0].results[0].ruleId | Should -Be 'SourceIpOnPrivateApi'
        $place = $log.runs[0].results[0].locations[0].physicalLocation
        $place.artifactLocation.uri | Should -Be 'open.json'
        $place.region.startLine | Should -Be 1
    }

    It 'makes a log without results of policies without findings' {
        $log = @() | Export-PrivateApiReport Sarif | ConvertFrom-Json
        $log.runs[0].results | Should -BeNullOrEmpty
    }

    It 'gives code scanning the calls that fail, each with a place that the upload accepts' {
        # docs.github.com, "SARIF support for code scanning": a result needs a physical location, relative to the repository.
        $log = $results | Export-PrivateApiReport Sarif | ConvertFrom-Json
        $found = $log.runs[0].results
        $found.ruleId | Should -Contain 'NameResolves'
        ($found | Where-Object ruleId -EQ NameResolves).level | Should -Be 'error'
        foreach ($one in $found) {
            $one.locations[0].physicalLocation.artifactLocation.uri | Should -Be "private-apis/$($api.RestApiId)/demo"
            $one.locations[0].physicalLocation.region.startLine | Should -Be 1
            $one.locations[0].logicalLocations[0].fullyQualifiedName | Should -Match "^PetStore $($api.RestApiId)/demo GET /"
            $one.message.text | Should -Match 'from '
            $log.runs[0].tool.driver.rules[$one.ruleIndex].id | Should -Be $one.ruleId
        }
        ($found.partialFingerprints.primaryLocationLineHash | Sort-Object -Unique).Count | Should -Be $found.Count
    }

    It 'gives a policy without a file a place too' {
        $log = Get-Content $policy -Raw | Test-PrivateApiPolicy | Export-PrivateApiReport Sarif | ConvertFrom-Json
        $log.runs[0].results.locations.physicalLocation.artifactLocation.uri | Should -Not -BeNullOrEmpty
    }

    It 'takes results and findings out of a job and a file' {
        $stored = Start-Job { $input } -InputObject $results | Receive-Job -Wait -AutoRemoveJob
        $stored[0].PSTypeNames[0] | Should -Be 'Deserialized.PrivateApi.Model.TestResult'
        [int] ([xml] ($stored | Export-PrivateApiReport JUnit)).testsuites.failures | Should -Be ($results.Check | Where-Object Status -EQ Failed).Count
        Get-Item $policy | Test-PrivateApiPolicy | Export-Clixml (Join-Path $TestDrive 'findings.xml')
        Import-Clixml (Join-Path $TestDrive 'findings.xml') | Export-PrivateApiReport JUnit | Should -Match 'SourceIpOnPrivateApi'
    }

    It 'writes nothing, and stops once, for what cannot be reported: <Format>' -ForEach @('Html', 'Markdown', 'JUnit', 'Json', 'Sarif').ForEach{ @{ Format = $_ } } {
        $file = Join-Path $TestDrive "none.$Format"
        $caught = @()
        foreach ($what in 'text', ($results[0] | Select-Object Verdict, Caller), $api) {
            try { $results[0], $what | Export-PrivateApiReport $Format $file } catch { $caught += $_ }
        }
        $caught.Count | Should -Be 3
        $caught.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'NotReportable,PrivateApi.Commands.ExportPrivateApiReportCommand'
        $file | Should -Not -Exist
    }

    It 'writes no report of nothing, which reads like a good one: <Format>' -ForEach @('Html', 'Markdown', 'JUnit', 'Json').ForEach{ @{ Format = $_ } } {
        $file = Join-Path $TestDrive "empty.$Format"
        { @() | Export-PrivateApiReport $Format $file } | Should -Throw -ErrorId 'NothingToReport,PrivateApi.Commands.ExportPrivateApiReportCommand'
        $file | Should -Not -Exist
        @() | Export-PrivateApiReport $Format $file -AllowEmpty
        $file | Should -Exist
    }

    It 'says which file could not be written' {
        { $results | Export-PrivateApiReport Html (Join-Path $TestDrive 'no/such/folder.html') } | Should -Throw -ErrorId 'FileNotWritten,PrivateApi.Commands.ExportPrivateApiReportCommand'
    }

    It 'writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'whatif.html'
        $results | Export-PrivateApiReport Html $file -WhatIf
        $file | Should -Not -Exist
    }
}
