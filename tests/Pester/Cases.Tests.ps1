BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"
    $script = Convert-Path "$PSScriptRoot/../../out/PrivateApi/Test-Api.ps1"
    $schema = Convert-Path "$PSScriptRoot/../../out/PrivateApi/PrivateApi.Calls.schema.json"
    $made = Invoke-Aws CreateSecurityGroup @{ GroupName = 'closed'; GroupDescription = 'closed'; VpcId = $network.VpcId }
    $closed = $made.CreateSecurityGroupResponse.groupId
    $null = Invoke-Aws RevokeSecurityGroupEgress @{
        GroupId                                = $closed
        'IpPermissions.1.IpProtocol'           = '-1'
        'IpPermissions.1.IpRanges.1.CidrIp'    = '0.0.0.0/0'
    }

    function New-Table([string] $Name, [string] $Text) {
        $file = Join-Path $TestDrive $Name
        Set-Content $file $Text
        $file
    }

    # As a step runs it, in a process of its own.
    function Invoke-Step([string] $Table, [string] $More) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $set = "`$env:AWS_ACCESS_KEY_ID = 'test'; `$env:AWS_SECRET_ACCESS_KEY = 'test'; `$env:GITHUB_ACTIONS = 'true'"
        $output = pwsh -NoProfile -Command ("$set; & '$script' -CasePath '$Table' -Region eu-west-1 " +
            "-EndpointUrl $($lab.EndpointUrl) -ReportFolder '$folder' $More; exit `$LASTEXITCODE") 2>&1 | Out-String
        [pscustomobject] @{ ExitCode = $LASTEXITCODE; Output = $output; Folder = $folder }
    }

    function Get-Refusal([string] $Table, [hashtable] $More = @{}) {
        $results = try { Test-PrivateApi -CasePath $Table @More } catch { $_ }
        @($results).Count | Should -Be 1
        $results
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'A table of calls' {
    BeforeAll {
        $good = New-Table 'calls.yaml' @"
- Name: the shop gets the pets
  ExpectedVerdict: Reachable
  RestApiId: PetStore
  StageName: demo
  Path: /pets
  SubnetId: [$($network.SubnetId -join ', ')]
  SecurityGroupId: $($network.SecurityGroupId)
- Name: a closed group gets nothing
  ExpectedVerdict: Blocked
  ExpectedCheck: CallerEgress
  RestApiId: $($api.RestApiId)
  StageName: demo
  SubnetId: $($network.SubnetId[0])
  SecurityGroupId: $closed
- ExpectedVerdict: Blocked
  ExpectedCheck: MethodExists
  Uri: https://$($api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo/none
  VpcId: $($network.VpcId)
  SourceIp: 10.0.0.9
"@
    }

    It 'is tested row by row, each with its own caller' {
        $results = Test-PrivateApi -CasePath $good
        $results.Expected.Row | Should -Be 1, 1, 2, 3
        $results.AsExpected | Should -Be $true, $true, $true, $true
        $results.Verdict | Should -Be 'Reachable', 'Reachable', 'Blocked', 'Blocked'
        ($results[0, 1].Caller -split ' ')[0] | Should -Be $network.SubnetId[0]
        $results[2].Caller | Should -Match $closed
        $results[3].Path | Should -Be '/none'
        Test-PrivateApi -CasePath $good -Quiet | Should -BeTrue
        $results[2] | Out-String | Should -Match 'expected\s+yes: row 2 \(a closed group gets nothing\) says Blocked at\s+CallerEgress'
    }

    It 'is the same as CSV' {
        $csv = New-Table 'calls.csv' @"
Name,RestApiId,StageName,Path,SubnetId,SecurityGroupId,VpcId,SourceIp,OnPremises,ExpectedVerdict,ExpectedCheck
pets,PetStore,demo,/pets,$($network.SubnetId -join ';'),$($network.SecurityGroupId),,,,Reachable,
closed,$($api.RestApiId),demo,,$($network.SubnetId[0]),$closed,,,,Blocked,CallerEgress
gate,PetStore,demo,/pets,,,$($network.VpcId),172.16.0.9,true,Blocked,
"@
        $results = Test-PrivateApi -CasePath $csv
        $results.Expected.Name | Should -Be 'pets', 'pets', 'closed', 'gate'
        $results[0..2].AsExpected | Should -Be $true, $true, $true
        $results[3].Caller | Should -Match '172\.16\.0\.9.*premises'
    }

    It 'passes as a step, with one test case a row' {
        $step = Invoke-Step $good
        $step.ExitCode | Should -Be 0 -Because $step.Output
        $step.Output | Should -Not -Match '::error'
        $suite = ([xml] (Get-Content "$($step.Folder)/junit.xml" -Raw)).testsuites.testsuite
        $suite.tests, $suite.failures | Should -Be '3', '0'
        $suite.testcase[0].name | Should -Be '1: the shop gets the pets'
        Get-Content "$($step.Folder)/report.html" -Raw | Should -Match '3 of 3 rows are as expected\.'
    }

    It 'fails as a step for what is otherwise, and for what cannot be tested, and says which rows' {
        $bad = New-Table 'bad.yaml' ((Get-Content $good -Raw).Replace('Reachable', 'Blocked') + @"

- { Name: a mistyped name, ExpectedVerdict: Blocked, RestApiId: PetStroe, StageName: demo }
- Name: no such group
  ExpectedVerdict: Unknown
  RestApiId: PetStore
  SubnetId: $($network.SubnetId[0])
  SecurityGroupId: sg-00000000000000000
"@)
        $step = Invoke-Step $bad
        $step.ExitCode | Should -Be 1
        $step.Output | Should -Match 'Not as expected: row 1, .*; row 4, .*; row 5, '
        $step.Output | Should -Match '::error title=PetStore .* row 1 \(the shop gets the pets\)'
        $suite = ([xml] (Get-Content "$($step.Folder)/junit.xml" -Raw)).testsuites.testsuite
        $suite.tests, $suite.failures | Should -Be '5', '3'
        @($suite.testcase.Where{ $_.failure }.name) | Should -Be '1: the shop gets the pets', '4: a mistyped name', '5: no such group'
        Test-PrivateApi -CasePath $bad -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'ends a step before any test if it cannot be used' {
        $step = Invoke-Step (New-Table 'broken.csv' "RestApiId,ExpectedVerdict`nPetStore,Reachable`nPetStore,Open")
        $step.ExitCode | Should -Be 1
        ($step.Output -replace '\s+', ' ' -replace '\| ' -replace '\x1b\[[\d;]*m') | Should -Match 'Row 2: ExpectedVerdict'
        $step.Folder | Should -Not -Exist
    }

    It 'is refused as a whole for a cell that no call can have: <Why>' -ForEach @(
        @{ Why = 'Row 2: .*SourceIp'; Cells = "RestApiId: PetStore, VpcId: vpc-1, SourceIp: 10.0.0.300" }
        @{ Why = 'Row 2: .*do not go together'; Cells = "RestApiId: PetStore, SubnetId: subnet-1, InstanceId: i-1" }
        @{ Why = 'Row 2: .*needs VpcId'; Cells = "RestApiId: PetStore, SourceIp: 10.0.0.3" }
        @{ Why = 'Row 2: .*SecurityGroupId'; Cells = "RestApiId: PetStore, SubnetId: subnet-1, SecurityGroupId: default" }
        @{ Why = 'Row 2: .*true or false'; Cells = "RestApiId: PetStore, VpcId: vpc-1, SourceIp: 10.0.0.3, OnPremises: perhaps" }
        @{ Why = 'Row 2: .*UrlForm'; Cells = "RestApiId: PetStore, UrlForm: Alas" }
        @{ Why = 'Row 2: It names no API'; Cells = 'StageName: demo' }
        @{ Why = "Row 2: there is no column 'ApiKey'"; Cells = 'RestApiId: PetStore, ApiKey: secret' }
    ) {
        $table = New-Table 'broken.yaml' "- { ExpectedVerdict: Reachable, RestApiId: PetStore }`n- { ExpectedVerdict: Reachable, $Cells }"
        $refused = Get-Refusal $table
        $refused.FullyQualifiedErrorId | Should -BeLike 'InvalidCallCase,*'
        $refused.Exception.Message | Should -Match $Why
    }

    It 'goes with nothing that says the same' {
        (Get-Refusal $good @{ StageName = 'demo' }).Exception.Message | Should -Match '-StageName is on the command line'
        (Get-Refusal $good @{ SnapshotPath = 'x.json' }).FullyQualifiedErrorId | Should -BeLike 'InputNotUsed,*'
        { $api | Test-PrivateApi -CasePath $good -ErrorAction Stop } | Should -Throw -ErrorId 'InputNotUsed,*'
        (Invoke-Step $good '-Path /pets').Output | Should -Match 'Leave out Path'
    }

    It 'is not tested row by row without what it expects' {
        $row = [pscustomobject] @{ RestApiId = 'PetStore'; StageName = 'demo'; ExpectedVerdict = 'Blocked' }
        { $row | Test-PrivateApi -ErrorAction Stop } | Should -Throw -ErrorId 'RowNotUnderstood,*'
    }

    It 'takes what all rows have in common from the command line' {
        $table = New-Table 'common.csv' "Path,ExpectedVerdict`n/pets,Reachable`n/none,Blocked"
        $results = Test-PrivateApi PetStore demo -CasePath $table
        $results.AsExpected | Should -Be $true, $true
        $results.Path | Should -Be '/pets', '/none'
    }

    It 'makes nothing of what is in its cells but texts' {
        $file = Join-Path $TestDrive 'made'
        $code = "`$(New-Item '$file')", "'; New-Item '$file'; '"
        $names = $code + "a`e]0;x`a", '::error::x', '##vso[task.complete result=Failed]', "`u{202e}x"
        $rows = @(foreach ($name in $names) {
                [pscustomobject] @{ Name = $name; RestApiId = 'PetStore'; StageName = $name; Path = "/$name"; ExpectedVerdict = 'Blocked' }
            })
        $table = New-Table 'hostile.json' (ConvertTo-Json $rows)
        $results = Test-PrivateApi -CasePath $table
        $results.Count | Should -Be $names.Count
        $results.AsExpected | Should -Not -Contain $false
        $step = Invoke-Step $table
        $file | Should -Not -Exist
        $step.Output | Should -Not -Match '(?m)^(::error::x|##vso)|\x1b\]|\u202e'
        $cases = ([xml] (Get-Content "$($step.Folder)/junit.xml" -Raw)).testsuites.testsuite.testcase
        $cases.Count | Should -Be $names.Count
    }

    It 'may be kept and reported later' {
        $file = Join-Path $TestDrive 'results.xml'
        Test-PrivateApi -CasePath $good | Export-Clixml $file
        $xml = [xml] (Import-Clixml $file | Export-PrivateApiReport JUnit)
        $xml.testsuites.testsuite.tests | Should -Be '3'
    }
}

Describe 'The table that is shipped' {
    It 'is one that the command takes, and the schema' {
        $shipped = Convert-Path "$PSScriptRoot/../../out/PrivateApi/examples/calls.yaml"
        $results = Test-PrivateApi -CasePath $shipped -ErrorAction SilentlyContinue -ErrorVariable missing
        $results.Expected.Row | Should -Be 1, 2
        $results.AsExpected | Should -Be $false, $false
        $missing.FullyQualifiedErrorId | Should -Not -BeLike 'InvalidCallCase*'
    }
}

Describe 'The schema of a table' {
    BeforeAll {
        $tree = Get-Content $schema -Raw | ConvertFrom-Json -AsHashtable
    }

    It 'has the columns that the command has, and their values' {
        $message = (Get-Refusal (New-Table 'columns.csv' "x,ExpectedVerdict`n1,Reachable")).Exception.Message
        $null = $message -match 'The columns are ([^.]+)\.'
        $tree.items.properties.Keys | Sort-Object | Should -Be ($Matches[1] -split ', ' | Sort-Object)
        $result = Test-PrivateApi PetStore demo
        $tree.items.properties.ExpectedVerdict.enum | Should -Be ([enum]::GetNames($result.Verdict.GetType()))
        $tree.items.properties.ExpectedCheck.enum | Where-Object { $_ } | Should -Be $result.Check.Name
        $tree.items.properties.UrlForm.enum | Where-Object { $_ } | Should -Be ([enum]::GetNames($result.UrlForm.GetType()))
    }

    It 'takes what the command takes, and refuses what it refuses' {
        $row = @{ ExpectedVerdict = 'Blocked'; ExpectedCheck = 'CallerEgress'; SubnetId = @('subnet-1'); Header = @{ a = 'b' } }
        $wrong = @(
            @{ RestApiId = 'PetStore' }
            @{ ExpectedVerdict = 'Open' }
            @{ ExpectedVerdict = 'Blocked'; Verdct = 'x' }
            @{ ExpectedVerdict = 'Reachable'; ExpectedCheck = 'CallerEgress' }
            @{ ExpectedVerdict = 'Blocked'; RestApiId = 123 }
            @{ ExpectedVerdict = 'Blocked'; SourceIp = '10.0.0.1' }
        )
        Test-Json -Json (ConvertTo-Json -Depth 4 @($row)) -SchemaFile $schema | Should -BeTrue
        foreach ($bad in $wrong) { Test-Json -Json (ConvertTo-Json @($bad)) -SchemaFile $schema -ErrorAction Ignore | Should -BeFalse }
        Test-Json -Json '[]' -SchemaFile $schema -ErrorAction Ignore | Should -BeFalse
    }

    It 'is one that an independent validator takes' {
        if (-not (Get-Command python3 -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'python3 is not installed' }
        $null = python3 -c 'import jsonschema' 2>&1
        if ($LASTEXITCODE) { Set-ItResult -Skipped -Because "json_schema.py: ModuleNotFoundError: No module named 'jsonschema'" }
        $judge = "$PSScriptRoot/../peers/json_schema.py"
        python3 $judge $schema (New-Table 'good.json' '[{"ExpectedVerdict":"Blocked","ExpectedCheck":"CallerRoute"}]') | Should -Be '[]'
        python3 $judge $schema (New-Table 'bad.json' '[{"ExpectedVerdict":"Blockd"}]') | Should -Match "'Blockd' is not one of"
    }
}
