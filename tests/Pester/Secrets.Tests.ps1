# A marked secret in every place that can hold one; commands that succeed and fail; then a search for each in whatever a command
# wrote: streams, errors in every form, bound parameters, transcript, snapshot, reports, annotations.
BeforeDiscovery {
    $cases = @(
        @{ Id = ''; Command = { Get-PrivateApi @keys } }
        @{ Id = 'ApiNotFound'; Command = { Invoke-PrivateApi zzzzzzzzzz -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body @keys } }
        @{ Id = 'ApiNotFound'; Command = { Invoke-PrivateApi zzzzzzzzzz -ApiKey $secureKey -EndpointUrl $lab.EndpointUrl -Region eu-west-1 @secureKeys } }
        @{ Id = 'SecretInCommand'; Command = { Invoke-PrivateApi $api.RestApiId -Via Ssm -InstanceId i-0123456789abcdef0 -ApiKey $apiKey -Header $header -Body @{ a = $body } -Path "/pets?api_key=$pathKey" } }
        @{ Id = 'ConnectionMismatch'; Command = { $api | Invoke-PrivateApi -Region us-east-1 -ApiKey $apiKey -Header $header -Body $body } }
        @{ Id = ''; Command = { $api | Invoke-PrivateApi -Path "/pets?api_key=$pathKey" -UrlForm PrivateDns -ApiKey $apiKey -Header $header } }
        @{ Id = ''; Command = { $api | Invoke-PrivateApi -Path "/pets?api_key=$pathKey" -Via Lambda -WhatIf -ApiKey $apiKey } }
        @{ Id = ''; Command = { $api | Test-PrivateApi -StageName demo -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body -Detailed } }
        @{ Id = 'ServiceUnreachable'; Command = { Get-PrivateApi -EndpointUrl "http://admin:$url@127.0.0.1:1" -Region eu-west-1 -AccessKey AKID -SecretKey $secretKey -SessionToken $sessionToken } }
        @{ Id = 'InvalidEndpointUrl'; Command = { Get-PrivateApi -EndpointUrl "ftp://admin:$url@127.0.0.1" -Region eu-west-1 @secureKeys } }
        @{ Id = 'IncompleteCredential'; Command = { Get-PrivateApi -Region eu-west-1 -SecretKey $secretKey -SessionToken $sessionToken } }
        @{ Id = 'CredentialNotUsable'; Command = { Get-PrivateApi -Region eu-west-1 -Credential @{ SecretKey = $credential } } }
        @{ Id = 'ParameterArgumentValidationError'; Command = { Invoke-PrivateApi abc123def4 -SecretKey $secretKey -SessionToken $sessionToken -ApiKey $apiKey -TimeoutSec 999 } }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi"
    $folder = Join-Path ([IO.Path]::GetTempPath()) "privateapi-secrets-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory $folder
    $plants = @{}
    foreach ($name in 'secretKey', 'sessionToken', 'apiKey', 'authorization', 'cookie', 'headerKey', 'body', 'pathKey', 'url', 'userinfo', 'query', 'variable', 'credential') {
        $plants[$name] = "pl4nt$name$([guid]::NewGuid().ToString('N'))"
        Set-Variable $name $plants[$name]
    }

    # Plain, reversed, in hexadecimal UTF-16 (how Linux serializes a SecureString), and in base64, whose letters depend on where a secret begins.
    $forms = @{}
    foreach ($name in $plants.Keys) {
        $letters = $plants[$name].ToCharArray()
        [array]::Reverse($letters)
        $forms[$name] = @(
            $plants[$name]
            -join $letters
            [convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($plants[$name]))
            foreach ($shift in 0..2) { $all = [convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(('x' * $shift) + $plants[$name])); $all.Substring(4, $all.Length - 8) }
        )
    }

    function Find-Plant {
        param([string] $Text)
        foreach ($name in $forms.Keys | Sort-Object) {
            if ($forms[$name].Where{ $Text.Contains($_, [StringComparison]::OrdinalIgnoreCase) }) { $name }
        }
    }

    # Everything that a person, a log or a script could see of what a command left.
    function Get-Trace {
        param([scriptblock] $Command)
        $transcript = Join-Path $folder transcript.txt
        $Error.Clear()
        $null = Start-Transcript $transcript -Force
        $seen = try { & { $DebugPreference = $VerbosePreference = 'Continue'; . $Command } *>&1 } catch { $_ } finally { $null = Stop-Transcript }
        $errors = @($Error)
        @(
            $seen | Out-String -Width 500
            $seen | Format-List * -Force | Out-String -Width 500
            @($seen).Where{ $_ -and $_.GetType().FullName -like 'PrivateApi.*' } | ConvertTo-Json -Depth 6 -WarningAction Ignore
            foreach ($record in $errors) {
                $record | Format-List * -Force | Out-String -Width 500
                $record.Exception | Format-List * -Force | Out-String -Width 500
                $record.InvocationInfo | Format-List * -Force | Out-String -Width 500
                $record.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4 -WarningAction Ignore
                [Management.Automation.PSSerializer]::Serialize($record.InvocationInfo.BoundParameters, 3)
                $record.TargetObject | ConvertTo-Json -Depth 4 -WarningAction Ignore
                Get-Error -InputObject $record | Out-String -Width 500
            }
            Get-Content $transcript -Raw
        ) -join "`n"
        $script:errorId = $errors ? $errors[0].FullyQualifiedErrorId.Split(',')[0] : ''
    }

    $secureKey = ConvertTo-SecureString $apiKey -AsPlainText -Force
    $lab = Start-PrivateApiLab -Region eu-west-1
    $keys = @{ EndpointUrl = $lab.EndpointUrl; Region = 'eu-west-1'; AccessKey = 'AKIDPLANTED'; SecretKey = $secretKey; SessionToken = $sessionToken }
    $secureKeys = @{ AccessKey = 'AKIDPLANTED'; SecretKey = ConvertTo-SecureString $secretKey -AsPlainText -Force; SessionToken = ConvertTo-SecureString $sessionToken -AsPlainText -Force }
    $header = @{ Authorization = $authorization; Cookie = "a=$cookie"; 'x-api-key' = $headerKey }
    $definition = @{
        openapi = '3.0.1'
        info    = @{ title = 'Planted'; version = '1' }
        paths   = @{ '/pets' = @{ get = @{
                    responses                           = @{ '200' = @{ description = 'ok' } }
                    'x-amazon-apigateway-integration' = @{ type = 'http_proxy'; httpMethod = 'GET'; uri = "https://admin:$userinfo@backend.example.com/pets?api_key=$query&type=dog" }
                } } }
    }
    $api = New-PrivateApiNetwork planted | New-PrivateApiEndpoint | New-PrivateApi -Name Planted -OpenApi ($definition | ConvertTo-Json -Depth 8) -StageName demo
    $null = Publish-PrivateApi -RestApiId $api.RestApiId -StageName demo -Variable @{ word = $variable }

    # The object still has the stage's variables, which are what a user asks Get-PrivateApi for.
    $api = Get-PrivateApi -RestApiId $api.RestApiId
}

AfterAll {
    Remove-Item $folder -Recurse -Force
    Stop-PrivateApiLab
}

Describe 'Secrets' {
    It 'are found by the search in every form' {
        Find-Plant "a $apiKey b" | Should -Be 'apiKey'
        Find-Plant ([convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("x$body and more"))) | Should -Be 'body'
        Find-Plant (ConvertFrom-SecureString $secureKey) | Should -Be $($IsWindows ? $null : 'apiKey')
        Find-Plant "nothing" | Should -BeNullOrEmpty
    }

    It 'are in nothing that a command writes: <Id> <Command>' -ForEach $cases {
        $trace = Get-Trace $Command
        $errorId | Should -Be $Id
        $trace.Length | Should -BeGreaterThan 200
        $allowed = $Command -like '*Get-PrivateApi @keys*' ? 'variable' : '' # stage variables, which Get-PrivateApi is asked for
        Find-Plant $trace | Where-Object { $_ -ne $allowed } | Should -BeNullOrEmpty
    }

    It 'are in no snapshot and no report, which still say what is called' {
        $case = Join-Path $folder case.json
        $result = $api | Test-PrivateApi -StageName demo -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body -SnapshotPath $case
        foreach ($format in 'Html', 'Markdown', 'JUnit', 'Json') { $result | Export-PrivateApiReport $format (Join-Path $folder "report.$format") }
        $files = Get-ChildItem $folder -Exclude transcript.txt
        $files.Count | Should -Be 5
        foreach ($file in $files) { Find-Plant (Get-Content $file -Raw) | Should -BeNullOrEmpty -Because $file.Name }
        Get-Content (Join-Path $folder report.Json) -Raw | Should -Match 'https://\*\*\*@backend\.example\.com/pets\?api_key=\*\*\*&type=dog'
        (Test-PrivateApi -SnapshotPath $case).Verdict | Should -Be 'Reachable'
    }

    It 'given as text, number or SecureString are the same' {
        foreach ($secret in '1234567890', 1234567890, (ConvertTo-SecureString '1234567890' -AsPlainText -Force)) {
            (Get-PrivateApi -EndpointUrl $lab.EndpointUrl -Region eu-west-1 -AccessKey lab -SecretKey $secret -SessionToken $secret).RestApiId | Should -Be $api.RestApiId
        }

        { Get-PrivateApi -Region eu-west-1 -AccessKey a -SecretKey $null -ErrorAction Stop } | Should -Throw -ErrorId 'IncompleteCredential,*'
        { Invoke-PrivateApi abc123def4 -ApiKey '' -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
