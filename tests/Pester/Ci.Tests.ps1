BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $script = Convert-Path "$PSScriptRoot/../../out/PrivateApi/Test-Api.ps1"
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $network = New-PrivateApiNetwork -Name ci
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name ci -Sample PetStore -StageName demo

    $github = @{ GITHUB_ACTIONS = 'true'; GITHUB_STEP_SUMMARY = 'FOLDER/summary.md'; GITHUB_OUTPUT = 'FOLDER/output' }

    # In a process of its own, as a step is; the lab is there for it by its URL.
    function Invoke-Step {
        param([hashtable] $Environment, [string] $More, [string] $Id = $api.RestApiId)
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $null = New-Item $folder -ItemType Directory
        $set = ($Environment.GetEnumerator() | ForEach-Object { "`$env:$($_.Key) = '$($_.Value.Replace('FOLDER', $folder))'" }) -join '; '
        $command = "`$env:AWS_ACCESS_KEY_ID = 'test'; `$env:AWS_SECRET_ACCESS_KEY = 'test'; $set; & '$script' -RestApiId $Id " +
        "-StageName demo -Region eu-west-1 -EndpointUrl $($lab.EndpointUrl) -ReportFolder '$folder/report' $More; exit `$LASTEXITCODE"
        $output = pwsh -NoProfile -Command $command 2>&1 | Out-String
        [pscustomobject] @{ ExitCode = $LASTEXITCODE; Output = $output; Folder = $folder }
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'The CI step' {
    It 'passes for a reachable API, with summary, output and reports' {
        $step = Invoke-Step $github "-SubnetId $($network.SubnetId[0]) -SecurityGroupId $($network.SecurityGroupId)"
        $step.ExitCode | Should -Be 0 -Because $step.Output
        Get-Content "$($step.Folder)/output" | Should -Be 'verdict=Reachable'
        Get-Content "$($step.Folder)/summary.md" -Raw | Should -Match $api.RestApiId
        "$($step.Folder)/report/report.html", "$($step.Folder)/report/junit.xml" | Should -Exist
    }

    It 'fails for a blocked one in GitHub Actions, with an annotation that holds the fix' {
        $step = Invoke-Step $github '-Path /nowhere'
        $step.ExitCode | Should -Be 1
        $step.Output | Should -Match '::error title=MethodExists'
        Get-Content "$($step.Folder)/output" | Should -Be 'verdict=Blocked'
    }

    It 'fails for a blocked one in Azure DevOps, with an issue, a summary and an output variable' {
        $step = Invoke-Step @{ TF_BUILD = 'True'; GITHUB_ACTIONS = '' } '-Path /nowhere'
        $step.ExitCode | Should -Be 1
        $step.Output | Should -Match '##vso\[task\.logissue type=error;code=MethodExists\]'
        $step.Output | Should -Match '##vso\[task\.uploadsummary\].*summary\.md'
        $step.Output | Should -Match '##vso\[task\.setvariable variable=verdict;isoutput=true\]Blocked'
    }

    It 'fails for a call that does not get through although nothing is known that stops it' {
        $file = Join-Path $TestDrive 'dead.json'
        Set-Content $file @'
{ "openapi": "3.0.1", "info": { "title": "dead", "version": "1" }, "paths": { "/dead": { "get": {
  "responses": { "200": { "description": "ok" } },
  "x-amazon-apigateway-integration": { "type": "http_proxy", "httpMethod": "GET", "uri": "http://dead.invalid/" } } } } }
'@
        $dead = $endpoint | New-PrivateApi -Name dead -OpenApi $file -StageName demo
        $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
        $result = $dead | Test-PrivateApi -Path /dead @caller -Via Lambda
        $result.Verdict, $result.Agrees | Should -Be 'Reachable', $false
        $dead | Test-PrivateApi -Path /dead @caller -Via Lambda -Quiet | Should -BeExactly $false
        $step = Invoke-Step $github "-Path /dead -Via Lambda -SubnetId $($caller.SubnetId) -SecurityGroupId $($caller.SecurityGroupId)" $dead.RestApiId
        $step.ExitCode | Should -Be 1
        $step.Output | Should -Match '::error title=LiveCall'
        $step.Output | Should -Match 'the live call not as predicted'
        Get-Content "$($step.Folder)/output" | Should -Be 'verdict=Unknown'
    }

    It 'ends with an error for a mistyped id, which a call would answer with 403' {
        $environment = @{ GITHUB_ACTIONS = 'true'; GITHUB_OUTPUT = 'FOLDER/output' }
        $step = Invoke-Step $environment '' 'zzzzzzzzzz'
        $step.ExitCode | Should -Not -Be 0
        $step.Output | Should -Match 'There is no REST API zzzzzzzzzz in account 123456789012'
        "$($step.Folder)/output", "$($step.Folder)/report" | Should -Not -Exist
        $step = Invoke-Step $environment '' 'PetStroe'
        $step.ExitCode | Should -Not -Be 0
        $step.Output | Should -Match 'no REST API with the id or name'
        $step = Invoke-Step $environment '-OtherAccount' 'zzzzzzzzzz'
        Get-Content "$($step.Folder)/output" | Should -Be 'verdict=Unknown'
    }

    It 'comes with the package, whose module it imports' {
        $step = Invoke-Step @{ GITHUB_ACTIONS = '' } '-Verbose'
        $step.ExitCode | Should -Be 0 -Because $step.Output
        Get-Help $script | Select-Object -ExpandProperty Synopsis | Should -Match 'step of a pipeline'
        (Test-ModuleManifest "$(Split-Path $script)/PrivateApi.psd1").ModuleBase | Should -Be (Split-Path $script)
    }
}
