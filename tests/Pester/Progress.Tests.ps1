BeforeAll {
    $module = (Resolve-Path "$PSScriptRoot/../../out/PrivateApi").Path
    $work = {
        param($Module)
        $ConfirmPreference = 'None'
        Import-Module $Module
        $null = Start-PrivateApiLab -Region eu-west-1 -PendingTime ([timespan]::FromSeconds(5)) 6>$null
        $endpoint = New-PrivateApiNetwork demo -Verbose | New-PrivateApiEndpoint -Verbose
        $api = $endpoint | New-PrivateApi Shop -Sample PetStore -StageName demo -Verbose
        $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Verbose
        Stop-PrivateApiLab
    }
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    $null = $shell.AddScript($work).AddArgument($module)
    $null = $shell.Invoke()
    $errors = @($shell.Streams.Error)
    $verbose = @($shell.Streams.Verbose.Message)
    $progress = @($shell.Streams.Progress)
    $shell.Dispose()
}

Describe 'Work of many steps' {
    It 'succeeded' {
        $errors | Should -BeNullOrEmpty
        $progress.Count | Should -BeGreaterThan 20
    }

    It 'says each step once with -Verbose' {
        $steps = @($verbose -split '\r?\n' | ForEach-Object { ($_ -replace ': [^:]*$').Trim() } | Where-Object { $_ -match '^(Create|Turn|Attach|Route|Open|Associate|Import|Deploy|Record|Allow|Wait)\b' -and $_ -notmatch ' in (eu-west-1|vpc-\w+):?$' })
        $steps.Count | Should -BeGreaterThan 20
        ($steps | Group-Object | Where-Object Count -GT 1).Name | Should -BeNullOrEmpty
    }

    It 'has no policy in a progress line, and none that is longer than a line' {
        foreach ($record in $progress) {
            $record.StatusDescription | Should -Not -Match '"Statement"'
            $record.StatusDescription.Length | Should -BeLessThan 160
        }
        $verbose -join "`n" | Should -Not -Match '"Statement"'
    }

    It 'counts steps, and shows no share of a wait whose length nobody knows' {
        $bars = $progress | Where-Object { $_.Activity -like 'Create network*' -and $_.RecordType -eq 'Processing' }
        $bars.PercentComplete | Should -Be @($bars.PercentComplete | Sort-Object)
        $bars[-1].PercentComplete | Should -BeLessThan 100
        $waits = @($progress | Where-Object { $_.Activity -match '^Waiting for endpoint vpce-' -and $_.RecordType -eq 'Processing' })
        $waits | Should -Not -BeNullOrEmpty
        @($waits.PercentComplete) | Select-Object -Unique | Should -Be -1
        $waits[0].StatusDescription | Should -Match '^pending.*, \d+ s of \d+ s at most$'
    }
}

Describe 'Without a terminal' {
    It 'nothing is written but what the commands return' {
        $text = pwsh -NoProfile -Command "`$ConfirmPreference = 'None'; Import-Module '$module'; `$null = Start-PrivateApiLab -Region eu-west-1 -PendingTime ([timespan]::FromSeconds(1)) 6>`$null; (New-PrivateApiNetwork demo | New-PrivateApiEndpoint).State" 2>&1
        @($text) | Should -Be 'available'
    }
}
