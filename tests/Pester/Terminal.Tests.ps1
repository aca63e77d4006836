BeforeAll {
    # What a terminal acts on (ECMA-48, UAX #9) and what runners take for commands (actions/runner ActionCommand.cs, learn.microsoft.com
    # "Logging commands"), save the colours that PowerShell and the module's own views set.
    function Get-Harm([string[]] $Line) {
        foreach ($one in $Line) {
            $rest = $one -replace '\e\[[0-9;]*m'
            if ($rest -match '[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]') { "character: $rest" }
            if ($rest -match '(?i)^\s*::(set-env|set-output|save-state|add-path|add-mask|add-matcher|remove-matcher|debug|notice|warning|error|group|endgroup|echo|stop-commands|t0k3n)\b.*::' -or $rest -match '(?i)##vso\[' -or $rest -match '##\[[^\]]*\]') { "command: $rest" }
        }
    }

    function Invoke-World([hashtable] $Environment) {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))) -ItemType Directory).FullName
        @(
            "`e]8;;https://evil.example`e\docs`e]8;;`e\`e]52;c;cm0=`a`u{9b}2J FAILED`rPASSED`b`u{7f}"
            "::error title=x::y ##[set-env name=PATH]/tmp`n::set-output name=verdict::Reachable`n  ::stop-commands::t0k3n`r`n##vso[task.setvariable variable=PATH]/tmp"
            "`u{202e}gnp.exe`u{2066}`u{200b}ad`u{200d}min`u{2028}::warning::z`u{85}::debug::z`u{feff}"
        ) | ConvertTo-Json | Set-Content "$folder/names.json"
        $set = ($Environment.GetEnumerator() | ForEach-Object { "`$env:$($_.Key) = '$($_.Value)'" }) -join '; '
        $output = pwsh -NoProfile -Command "$set; [Console]::OutputEncoding = [Text.Encoding]::UTF8; & '$PSScriptRoot/HostileWorld.ps1' '$PSScriptRoot/../../out/PrivateApi' '$folder/names.json' '$folder'" 2>&1 | ForEach-Object { "$_" -split "`n" }
        [pscustomobject] @{ Output = $output; Transcript = Get-Content "$folder/transcript.txt" }
    }
}

Describe 'A world that means harm' {
    BeforeAll { $world = Invoke-World @{ GITHUB_ACTIONS = 'true'; TF_BUILD = 'True' } }

    It 'was shown' {
        $world.Output.Count | Should -BeGreaterThan 3000
        ($world.Output -match '^--- \w').Count | Should -Be 3
        ($world.Output -match '\\u001b\]8;;https').Count | Should -BeGreaterThan 100
        ($world.Transcript -match '\\u001b\]8;;https').Count | Should -BeGreaterThan 100
    }

    It 'does nothing to the terminal and gives the runner no command but our annotations' {
        # Ours: the name of a check, a title, and a message, all of it escaped.
        $own = '^::error title=(?:[A-Z][A-Za-z]+ [^:,]*|Test-PrivateApi)::(.*)$'
        ($world.Output -match $own).Count | Should -BeGreaterThan 0
        Get-Harm ($world.Output -replace $own, 'annotation: $1') | Select-Object -First 5 | Should -BeNullOrEmpty
    }

    It 'leaves nothing in the transcript' {
        Get-Harm ($world.Transcript -replace '^::error title=(?:[A-Z][A-Za-z]+ [^:,]*|Test-PrivateApi)::') | Select-Object -First 5 | Should -BeNullOrEmpty
    }
}
