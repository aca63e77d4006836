# What Test-PrivateApi leaves behind: the live call beside the prediction, the case as a file, annotations of a build.
BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"
    $folder = Join-Path ([IO.Path]::GetTempPath()) "test-privateapi-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory $folder
}

AfterAll {
    Remove-Item $folder -Recurse -Force
    Stop-PrivateApiLab
}

Describe 'Test-PrivateApi -Via' {
    It 'Direct says so where this machine is not where the caller is' {
        $result = $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns -Via Direct
        $result.Live.Failure | Should -Be 'NameNotResolved'
        $result.Agrees | Should -BeFalse
        $result.Explanation -join "`n" | Should -Match 'The prediction was'
        $result | Out-String -Width 300 | Should -Match 'Live \(Direct\): NameNotResolved.*not as predicted'
    }

    It 'Ssm calls from the instance that is judged' {
        $null = Invoke-Aws CreateInstanceProfile @{ InstanceProfileName = 'caller' } iam '2010-05-08'
        $made = Invoke-Aws RunInstances @{ ImageId = 'ami-0123456789abcdef0'; InstanceType = 't3.micro'; MinCount = 1; MaxCount = 1; SubnetId = $caller.SubnetId; 'SecurityGroupId.1' = $caller.SecurityGroupId; 'IamInstanceProfile.Name' = 'caller' }
        $instance = $made.GetElementsByTagName('instanceId')[0].InnerText
        while ((Invoke-Aws DescribeInstances @{ 'InstanceId.1' = $instance }).GetElementsByTagName('instanceState')[0].name -ne 'running') { [Threading.Thread]::Yield() }
        $result = $api | Test-PrivateApi -StageName demo -Path /pets -InstanceId $instance -Via Ssm
        $result.Caller | Should -Match $instance
        $result.Live.Via | Should -Be 'Ssm'
        $result.Live.Body[0].type | Should -Be 'dog'
        $result.Agrees | Should -BeTrue
    }

    It 'makes no call with -WhatIf' {
        $result = $api | Test-PrivateApi @caller -StageName demo -Via Lambda -WhatIf
        $result.Verdict | Should -Be 'Reachable'
        $result.Live | Should -BeNullOrEmpty
        $result.Agrees | Should -BeNullOrEmpty
    }
}

Describe 'Test-PrivateApi -SnapshotPath' {
    It 'writes a case, and judges it again without a connection' {
        $file = Join-Path $folder case.json
        $live = $api | Test-PrivateApi @caller -StageName demo -Path /pets -SnapshotPath $file
        $replayed = pwsh -NoProfile -Command "Import-Module '$PSScriptRoot/../../out/PrivateApi'; `$r = Test-PrivateApi -SnapshotPath '$file'; `$r.Verdict, `$r.Url, `$r.Check.Count"
        $replayed[0] | Should -Be $live.Verdict
        $replayed[1] | Should -Be $live.Url
        (Test-PrivateApi -SnapshotPath $file -Path /nowhere).Verdict | Should -Be 'Blocked'
        Test-PrivateApi -SnapshotPath $file -Quiet | Should -BeTrue
        { Test-PrivateApi -SnapshotPath $file -Via Lambda } | Should -Throw -ErrorId 'InputNotUsed,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*Leave -Via out*'
    }

    It 'holds nothing secret' {
        $file = Join-Path $folder secret.json
        $null = $api | Test-PrivateApi @caller -StageName demo -ApiKey 'key-of-gold' -Header @{ Authorization = 'Bearer moon'; Cookie = 'crumbs' } -Body 'private words' -SnapshotPath $file
        $text = Get-Content $file -Raw
        $text | Should -Match $api.RestApiId
        foreach ($secret in 'key-of-gold', 'Bearer', 'moon', 'crumbs', 'private words', 'SecretKey') { $text | Should -Not -Match $secret }
    }

    It 'refuses what is no snapshot: <Name>' -ForEach @(
        @{ Name = 'a file that is not there'; Content = $null }
        @{ Name = 'no JSON'; Content = 'pets' }
        @{ Name = 'other JSON'; Content = '{"a":1}' }
        @{ Name = 'a newer version'; Content = '{"Snapshot":{"Version":99,"AccountId":"1","Region":"r","Partition":"aws","DnsSuffix":"s","TakenAt":"2026-01-01T00:00:00Z"},"Call":[]}' }
    ) {
        $file = Join-Path $folder "$([guid]::NewGuid()).json"
        if ($Content) { Set-Content $file $Content }
        { Test-PrivateApi -SnapshotPath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSnapshot,PrivateApi.Commands.TestPrivateApiCommand'
    }
}

Describe 'Test-PrivateApi in CI' {
    # Annotations go to the host, past the pipeline, so a process of its own shows them.
    BeforeAll {
        $failing = Join-Path $folder failing.json
        $null = $api | Test-PrivateApi @caller -StageName demo -Path /nowhere -SnapshotPath $failing
        function Invoke-InCi([hashtable] $Environment) {
            $set = ($Environment.GetEnumerator() | ForEach-Object { "`$env:$($_.Key) = '$($_.Value)'" }) -join '; '
            (pwsh -NoProfile -Command "`$env:GITHUB_ACTIONS = `$env:TF_BUILD = `$null; $set; Import-Module '$PSScriptRoot/../../out/PrivateApi'; `$null = Test-PrivateApi -SnapshotPath '$failing'") -join "`n"
        }
    }

    It 'annotates failed checks in GitHub Actions' {
        Invoke-InCi @{ GITHUB_ACTIONS = 'true' } | Should -Match "^::error title=MethodExists PetStore $($api.RestApiId)/demo::the deployment of stage demo has no method for GET /nowhere"
    }

    It 'logs issues in Azure DevOps' {
        Invoke-InCi @{ TF_BUILD = 'True' } | Should -Match '^##vso\[task\.logissue type=error;code=MethodExists\]the deployment of stage demo'
    }

    It 'is silent elsewhere' {
        Invoke-InCi @{} | Should -BeNullOrEmpty
    }
}
