# Over 250 lines: each place that a secret is planted in stands beside where it is searched.
# A marked secret in every place that can hold one; commands that succeed and fail; then a search for each in whatever a command
# wrote: streams, errors in every form, bound parameters, transcript, temporary files, the AWS SDK's log, the lab's records,
# snapshots, reports, annotations, summaries. Allowed says where a secret has to be; all else must be free of all of them.
BeforeDiscovery {
    $cases = @(
        @{ Id = ''; Allowed = 'dbPassword', 'variable'; Command = { Get-PrivateApi @keys } } # stage variables, which Get-PrivateApi is asked for
        @{ Id = 'ApiNotFound'; Command = { Invoke-PrivateApi zzzzzzzzzz -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body @keys } }
        @{ Id = 'ApiNotFound'; Command = { Invoke-PrivateApi zzzzzzzzzz -ApiKey $secureKey -EndpointUrl $lab.EndpointUrl -Region eu-west-1 @secureKeys } }
        @{ Id = 'SecretInCommand'; Command = { Invoke-PrivateApi $api.RestApiId -Via Ssm -InstanceId i-0123456789abcdef0 -ApiKey $apiKey -Header $header -Body @{ a = $body } -Path "/pets?api_key=$pathKey" } }
        @{ Id = 'SecretInCommand'; Command = { Invoke-PrivateApi $api.RestApiId -Via Ssm -InstanceId i-0123456789abcdef0 -Path "/pets?api_key=$pathKey" } }
        @{ Id = 'ConnectionMismatch'; Command = { $api | Invoke-PrivateApi -Region us-east-1 -ApiKey $apiKey -Header $header -Body $body } }
        @{ Id = ''; Command = { $api | Invoke-PrivateApi -Path "/pets?api_key=$pathKey" -UrlForm PrivateDns -ApiKey $apiKey -Header $header } }
        @{ Id = ''; Command = { Invoke-PrivateApi $api.RestApiId -Path /pets -UrlForm PrivateDns -Body $body -EndpointUrl "http://admin:$url@$($lab.EndpointUrl.Authority)" -Region eu-west-1 @secureKeys } }
        @{ Id = ''; Command = { $api | Invoke-PrivateApi -Path "/pets?api_key=$pathKey" -Via Lambda -WhatIf -ApiKey $apiKey } }
        @{ Id = ''; Command = { $api | Test-PrivateApi -StageName demo -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body -Detailed } }
        @{ Id = ''; Command = { Test-PrivateApi $api.RestApiId -StageName demo -Path "/pets?api_key=$pathKey" -FunctionName caller } }
        @{ Id = ''; Command = { Test-PrivateApi $api.RestApiId -StageName demo -Path "/api-key/$pathKey" -FunctionName caller -Detailed } }
        @{ Id = ''; Allowed = 'answer'; Command = { $api | Invoke-PrivateApi -Path "/broken?api_key=$pathKey" -Via Lambda -Log -ApiKey $apiKey -Header $header } } # what the API said, which the user asked for
        @{ Id = ''; Allowed = 'answer'; Command = { $api | Test-PrivateApi -StageName demo -Path "/broken?api_key=$pathKey" -Via Lambda -ApiKey $apiKey -Header $header -Detailed } }
        @{ Id = ''; Command = { $api | Export-PrivateApiTemplate -Format Json }; Allowed = 'answer', 'variable' } # a mapping template and a name that nothing calls secret
        @{ Id = 'ServiceUnreachable'; Command = { Get-PrivateApi -EndpointUrl "http://admin:$url@127.0.0.1:1" -Region eu-west-1 -AccessKey AKID -SecretKey $secretKey -SessionToken $sessionToken } }
        @{ Id = 'InvalidEndpointUrl'; Command = { Get-PrivateApi -EndpointUrl "ftp://admin:$url@127.0.0.1" -Region eu-west-1 @secureKeys } }
        @{ Id = 'IncompleteCredential'; Command = { Get-PrivateApi -Region eu-west-1 -SecretKey $secretKey -SessionToken $sessionToken } }
        @{ Id = 'CredentialNotUsable'; Command = { Get-PrivateApi -Region eu-west-1 -Credential @{ SecretKey = $credential } } }
        @{ Id = 'ParameterArgumentValidationError'; Command = { Invoke-PrivateApi abc123def4 -SecretKey $secretKey -SessionToken $sessionToken -ApiKey $apiKey -TimeoutSec 999 } }
        @{ Id = ''; Command = { Get-PrivateApiNetwork -ProfileName static @place } }
        @{ Id = 'ApiNotFound'; Command = { Get-PrivateApi zzzzzzzzzz -ProfileName static @place -ErrorAction Continue } }
        @{ Id = ''; Command = { $env:AWS_SHARED_CREDENTIALS_FILE = $profiles; Get-PrivateApiNetwork -EndpointUrl $lab.EndpointUrl -ProfileName static } }
        @{ Id = 'ProfileNotFound'; Command = { Get-PrivateApi -ProfileName nobody @place } }
        @{ Id = 'ProfileNotUsable'; Command = { Get-PrivateApi -ProfileName static -ProfileLocation $damaged -EndpointUrl $lab.EndpointUrl -Region eu-west-1 } }
        @{ Id = ''; Command = { Get-PrivateApiNetwork -ProfileName process @place } }
        @{ Id = 'CredentialsRefused'; Command = { Get-PrivateApi -ProfileName processGarbled @place } }
        @{ Id = 'CredentialsRefused'; Command = { Get-PrivateApi -ProfileName processFailed @place } }
        @{ Id = 'CredentialsRefused'; Command = { Get-PrivateApi -ProfileName processTold @place } }
        @{ Id = ''; Command = { Set-Keys; Get-PrivateApiNetwork -EndpointUrl $lab.EndpointUrl -Region eu-west-1 } }
        @{ Id = 'ServiceUnreachable'; Command = { Set-Keys; Get-PrivateApi -EndpointUrl http://127.0.0.1:1 -Region eu-west-1 } }
        @{ Id = ''; Command = { Set-WebIdentity; Get-PrivateApiNetwork -EndpointUrl $lab.EndpointUrl -Region eu-west-1 } }
        @{ Id = 'CredentialsRefused'; Command = { Set-WebIdentity nobody; Get-PrivateApi -EndpointUrl $lab.EndpointUrl -Region eu-west-1 } }
        @{ Id = ''; Command = { Set-SignIn; Get-PrivateApiNetwork -ProfileName signIn @place } }
        @{ Id = 'SsoTokenExpired'; Command = { Set-SignIn -Expired; Get-PrivateApi -ProfileName signIn @place } }
        @{ Id = 'CredentialsRefused'; Command = { Set-SignIn; $env:AWS_ENDPOINT_URL_SSO = $lab.EndpointUrl; Get-PrivateApi -ProfileName signIn @place } }
        @{ Id = 'SsoTokenExpired'; Command = { Set-SignIn -Damaged; Get-PrivateApi -ProfileName signIn @place } }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi"
    $folder = Join-Path ([IO.Path]::GetTempPath()) "privateapi-secrets-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory $folder, "$folder/temp"
    $plants = @{}
    $names = 'secretKey', 'sessionToken', 'apiKey', 'authorization', 'cookie', 'headerKey', 'body', 'pathKey', 'url', 'userinfo', 'query', 'mapped', 'variable', 'dbPassword', 'credential',
        'profileKey', 'profileToken', 'processKey', 'processToken', 'envKey', 'envToken', 'webToken', 'signInToken', 'signInSecret', 'signInKey', 'proxy', 'functionVariable', 'answer'
    foreach ($name in $names) {
        $plants[$name] = "pl4nt$name$([guid]::NewGuid().ToString('N'))"
        Set-Variable $name $plants[$name]
    }

    # Plain, reversed, in hexadecimal (UTF-8, and UTF-16 as Linux serializes a SecureString), and in base64, whose letters depend on
    # where a secret begins. All are letters and digits, so that URL encoding leaves them as they are; it may encode each of them, though.
    $forms = @{}
    foreach ($name in $plants.Keys) {
        $letters = $plants[$name].ToCharArray()
        [array]::Reverse($letters)
        $forms[$name] = @(
            $plants[$name]
            -join $letters
            [convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($plants[$name]))
            [convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($plants[$name]))
            -join [Text.Encoding]::UTF8.GetBytes($plants[$name]).ForEach{ '%{0:x2}' -f $_ }
            foreach ($shift in 0..2) { $all = [convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(('x' * $shift) + $plants[$name])); $all.Substring(4, $all.Length - 8) }
        )
    }

    # A terminal breaks lines, a table puts borders and indents between, colours are escape sequences: looked at without them too.
    function Find-Plant {
        param([string] $Text)
        $bare = $Text -replace '\e\[[0-9;]*[A-Za-z]' -replace '[\s|│…]'
        foreach ($name in $forms.Keys | Sort-Object) {
            if ($forms[$name].Where{ $Text.Contains($_, [StringComparison]::OrdinalIgnoreCase) -or $bare.Contains($_, [StringComparison]::OrdinalIgnoreCase) }) { $name }
        }
    }

    # Everything that a person, a log or a script could see of what a command left.
    function Get-Trace {
        param([scriptblock] $Command)
        $transcript = Join-Path $folder transcript.txt
        $environment = @{}
        foreach ($name in 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_ENDPOINT_URL_SSO', 'AWS_ENDPOINT_URL_SSO_OIDC', 'AWS_EC2_METADATA_DISABLED', 'HOME', 'TMPDIR', 'TEMP', 'GITHUB_ACTIONS') {
            $environment[$name] = [Environment]::GetEnvironmentVariable($name)
        }

        $env:AWS_EC2_METADATA_DISABLED = 'true'
        $env:GITHUB_ACTIONS = 'true'
        $env:TMPDIR = $env:TEMP = "$folder/temp"
        $Error.Clear()
        $null = Start-Transcript $transcript -Force
        $seen = try { & { $DebugPreference = $VerbosePreference = 'Continue'; . $Command } *>&1 } catch { $_ } finally {
            $null = Stop-Transcript
            foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) }
        }
        $errors = @($Error)
        @(
            $seen | Out-String -Width 500
            $seen | Out-String -Width 60
            $seen | Format-List * -Force | Out-String -Width 500
            @($seen).Where{ $_ -and $_.GetType().FullName -like 'PrivateApi.*' } | ConvertTo-Json -Depth 6 -WarningAction Ignore
            # Records of warnings and of -Verbose bring the command's bound parameters along, the object that was piped in among them.
            foreach ($given in $seen.InvocationInfo.BoundParameters.Where{ $_ }) {
                $bound = @{}
                foreach ($name in $given.Keys -ne 'InputObject') { $bound[$name] = $given[$name] }
                $bound | ConvertTo-Json -Depth 4 -WarningAction Ignore
                [Management.Automation.PSSerializer]::Serialize($bound, 3)
            }
            foreach ($record in $errors) {
                $record | Format-List * -Force | Out-String -Width 500
                $record.Exception | Format-List * -Force | Out-String -Width 500
                $record.Exception.ToString()
                $record.InvocationInfo | Format-List * -Force | Out-String -Width 500
                $record.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 4 -WarningAction Ignore
                [Management.Automation.PSSerializer]::Serialize($record.InvocationInfo.BoundParameters, 3)
                [Management.Automation.PSSerializer]::Serialize($record, 3)
                $record.TargetObject | ConvertTo-Json -Depth 4 -WarningAction Ignore
                Get-Error -InputObject $record | Out-String -Width 500
            }
            Get-Content $transcript -Raw
            Get-ChildItem "$folder/temp" -Recurse -File -Force | Get-Content -Raw
            $lab | Format-List * -Force | Out-String
            $lab.Failure | ConvertTo-Json -Depth 4
        ) -join "`n"
        $script:errorId = $errors ? $errors[0].FullyQualifiedErrorId.Split(',')[0] : ''
    }

    # For what has no command. The lab checks no signature.
    function Send-Lab {
        param([string] $Service, [string] $Method, [string] $Path, [string] $Content, [string] $Type = 'application/json')
        $scope = "AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0"
        $answer = Invoke-RestMethod "$($lab.EndpointUrl)$Path" -Method $Method -Body $Content -ContentType $Type -Headers @{ Authorization = $scope } -SkipHeaderValidation -SkipHttpErrorCheck -StatusCodeVariable status
        if ($status -ge 300) { throw "$Path $status $($answer | Out-String)" }
        $answer
    }

    function Set-Keys { $env:AWS_ACCESS_KEY_ID = 'AKIDPLANTED'; $env:AWS_SECRET_ACCESS_KEY = $envKey; $env:AWS_SESSION_TOKEN = $envToken }

    function Set-WebIdentity {
        param([string] $Role = 'job')
        Set-Content "$folder/token" $webToken
        $env:AWS_WEB_IDENTITY_TOKEN_FILE = "$folder/token"
        $env:AWS_ROLE_ARN = "arn:aws:iam::$($lab.AccountId):role/$Role"
    }

    # What "aws sso login" leaves: the SHA-1 of the start URL is the file's name (AWS CLI user guide, "sso/cache").
    function Set-SignIn {
        param([switch] $Expired, [switch] $Damaged)
        $env:HOME = "$folder/home"
        $null = New-Item -ItemType Directory "$folder/home/.aws/sso/cache" -Force
        $name = [convert]::ToHexString([Security.Cryptography.SHA1]::HashData([Text.Encoding]::UTF8.GetBytes('https://example.awsapps.com/start'))).ToLowerInvariant()
        @{
            startUrl = 'https://example.awsapps.com/start'; region = 'eu-west-1'; accessToken = $signInToken; expiresAt = [datetime]::UtcNow.AddHours($Expired ? -1 : 1).ToString('yyyy-MM-ddTHH:mm:ssZ')
            clientId = 'client'; clientSecret = $signInSecret; refreshToken = $signInSecret; registrationExpiresAt = '2099-01-01T00:00:00Z'
        } | ConvertTo-Json | ForEach-Object { $Damaged ? $_.Substring(0, $_.Length - 4) : $_ } | Set-Content "$folder/home/.aws/sso/cache/$name.json"
        $env:AWS_ENDPOINT_URL_SSO = $portal
        $env:AWS_ENDPOINT_URL_SSO_OIDC = $lab.EndpointUrl
    }

    # In a process of its own, since .NET reads the proxy and the SDK its listeners once in the life of a process. The lab is a proxy as
    # far as plain HTTP goes; nobody listens on port 1.
    function Invoke-Child {
        $variables = @{ HTTP_PROXY = "http://admin:$proxy@$($lab.EndpointUrl.Authority)"; HTTPS_PROXY = "http://admin:$proxy@127.0.0.1:1"; PLANTED_URL = "http://admin:$url@$($lab.EndpointUrl.Authority)" }
        foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
        Set-Keys
        try { pwsh -NoProfile -NonInteractive -File "$PSScriptRoot/SecretsChild.ps1" "$PSScriptRoot/../../out/PrivateApi" $lab.EndpointUrl $profiles "$folder/temp/sdk.log" 2>&1 }
        finally { foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $null) } }
    }

    $secureKey = ConvertTo-SecureString $apiKey -AsPlainText -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $keys = @{ EndpointUrl = $lab.EndpointUrl; Region = 'eu-west-1'; AccessKey = 'AKIDPLANTED'; SecretKey = $secretKey; SessionToken = $sessionToken }
    $secureKeys = @{ AccessKey = 'AKIDPLANTED'; SecretKey = ConvertTo-SecureString $secretKey -AsPlainText -Force; SessionToken = ConvertTo-SecureString $sessionToken -AsPlainText -Force }
    $header = @{ Authorization = $authorization; Cookie = "a=$cookie"; 'x-api-key' = $headerKey }
    $integration = 'x-amazon-apigateway-integration'
    $definition = @{
        openapi = '3.0.1'
        info    = @{ title = 'Planted'; version = '1' }
        paths   = @{
            '/pets'   = @{ get = @{
                    responses    = @{ '200' = @{ description = 'ok' } }
                    $integration = @{
                        type = 'http_proxy'; httpMethod = 'GET'; uri = "https://admin:$userinfo@backend.example.com/pets?api_key=$query&type=dog"
                        requestParameters = @{ 'integration.request.header.Authorization' = "'Bearer $mapped'" }
                    }
                } }
            '/broken' = @{ get = @{
                    responses    = @{ '500' = @{ description = 'no' } }
                    $integration = @{ type = 'mock'; requestTemplates = @{ 'application/json' = '{"statusCode":500}' }; responses = @{ default = @{ statusCode = '500'; responseTemplates = @{ 'application/json' = "{""message"":""$answer""}" } } } }
                } }
        }
    }
    $endpoint = New-PrivateApiNetwork planted | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name Planted -OpenApi ($definition | ConvertTo-Json -Depth 12) -StageName demo
    $null = Publish-PrivateApi -RestApiId $api.RestApiId -StageName demo -Variable @{ word = $variable; dbPassword = $dbPassword }
    $null = Send-Lab apigateway PATCH account '{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::123456789012:role/logs"}]}'
    $null = Send-Lab apigateway PATCH "restapis/$($api.RestApiId)/stages/demo" '{"patchOperations":[{"op":"replace","path":"/*/*/logging/loglevel","value":"INFO"},{"op":"replace","path":"/*/*/logging/dataTrace","value":"true"}]}'
    foreach ($action in @(
            @{ Action = 'CreateRole'; RoleName = 'job'; AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' }
            @{ Action = 'PutRolePolicy'; RoleName = 'job'; PolicyName = 'p'; PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}' }
        )) {
        $null = Send-Lab iam POST '' ($action.GetEnumerator().ForEach{ "$($_.Key)=$([uri]::EscapeDataString($_.Value))" } -join '&') application/x-www-form-urlencoded
    }


    Set-Content "$folder/index.py" 'def handler(event, context): pass'
    Compress-Archive "$folder/index.py" "$folder/code.zip"
    $null = Send-Lab lambda POST 2015-03-31/functions (@{
            FunctionName = 'caller'; Runtime = 'python3.13'; Handler = 'index.handler'; Role = "arn:aws:iam::$($lab.AccountId):role/job"; Code = @{ ZipFile = [convert]::ToBase64String([IO.File]::ReadAllBytes("$folder/code.zip")) }
            VpcConfig = @{ SubnetIds = @($endpoint.SubnetId); SecurityGroupIds = @($endpoint.SecurityGroupId) }; Environment = @{ Variables = @{ WORD = $functionVariable } }
        } | ConvertTo-Json -Depth 5)

    # The object still has the stage's variables, which are what a user asks Get-PrivateApi for.
    $api = Get-PrivateApi -RestApiId $api.RestApiId

    $process = { param($Json, $Exit, $Told) "credential_process = sh -c `"printf '%s' '$($Json.Replace('"', '\"'))'; printf '%s' '$Told' >&2; exit $Exit`"" }
    $given = "{""Version"":1,""AccessKeyId"":""AKIDPLANTED"",""SecretAccessKey"":""$processKey"",""SessionToken"":""$processToken"",""Expiration"":""2099-01-01T00:00:00Z""}"
    $profiles = "$folder/credentials"
    Set-Content $profiles @"
[static]
aws_access_key_id = AKIDPLANTED
aws_secret_access_key = $profileKey
aws_session_token = $profileToken
region = eu-west-1

[process]
$(& $process $given 0)

[processGarbled]
$(& $process "no JSON: $processKey" 0)

[processFailed]
$(& $process $given 1 'sign in first')

[processTold]
$(& $process '' 1 "SecretAccessKey=$processKey")

[signIn]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Admin

[assumed]
role_arn = arn:aws:iam::$($lab.AccountId):role/job
source_profile = static

[guarded]
role_arn = arn:aws:iam::$($lab.AccountId):role/job
source_profile = static
mfa_serial = arn:aws:iam::$($lab.AccountId):mfa/ann
"@
    $damaged = "$folder/damaged"
    Set-Content $damaged "[static]`naws_access_key_id = AKIDPLANTED`naws_secret_access_key $profileKey`n"
    $place = @{ ProfileLocation = $profiles; EndpointUrl = $lab.EndpointUrl; Region = 'eu-west-1' }

    # The portal of IAM Identity Center, as far as GetRoleCredentials goes.
    $listener = $null
    while (-not $listener.IsListening) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $portal = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
        $probe.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add($portal)

        # Where somebody takes the port between the look and the bind, another is tried.
        try { $listener.Start() } catch [Net.HttpListenerException] { $listener.Close() }
    }
    $serving = Start-ThreadJob {
        $listener = $using:listener
        try {
            while ($true) {
                $context = $listener.GetContext()
                $bytes = [Text.Encoding]::UTF8.GetBytes("{""roleCredentials"":{""accessKeyId"":""ASIAPLANTED"",""secretAccessKey"":""$($using:signInKey)"",""sessionToken"":""$($using:signInKey)"",""expiration"":4070908800000}}")
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes)
                $context.Response.Close()
            }
        } catch [Net.HttpListenerException] { }
    }
}

AfterAll {
    ${listener}?.Stop()
    if ($serving) { Remove-Job $serving -Force }
    Remove-Item $folder -Recurse -Force
    Stop-PrivateApiLab
}

Describe 'Secrets' {
    It 'are found by the search in every form' {
        Find-Plant "a $apiKey b" | Should -Be 'apiKey'
        Find-Plant ([convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("x$body and more"))) | Should -Be 'body'
        Find-Plant (ConvertFrom-SecureString $secureKey) | Should -Be $($IsWindows ? $null : 'apiKey')
        Find-Plant "| $($apiKey.Substring(0, 20)) |`r`n   `e[31m$($apiKey.Substring(20))" | Should -Be 'apiKey'
        Find-Plant "nothing" | Should -BeNullOrEmpty
    }

    It 'are in nothing that a command writes: <Id> <Command>' -ForEach $cases {
        $trace = Get-Trace $Command
        $errorId | Should -Be $Id -Because $trace
        $trace.Length | Should -BeGreaterThan 200
        # What has to be there is asserted too: the search sees what there is to see.
        @(Find-Plant $trace) -join ' ' | Should -Be (@($Allowed) -join ' ').Trim()
    }

    It 'are in nothing behind a proxy, in no question for a code, and in no log of the SDK, though it logs' {
        $trace = Get-Trace { Invoke-Child }
        [regex]::Matches($trace, '(?m)^ended: (\w+)').ForEach{ $_.Groups[1].Value } | Select-Object -First 5 | Should -Be 'well', 'well', 'well', 'ServiceUnreachable', 'MfaRequired' -Because $trace
        $log = Get-Content "$folder/temp/sdk.log" -Raw
        $log | Should -Match 'Amazon'
        $log | Should -Not -Match '<SecretAccessKey>|<SessionToken>'
        Find-Plant $trace | Should -BeNullOrEmpty
    }

    It 'are in no snapshot, report, template, annotation or summary, which still say what is called' {
        $case = Join-Path $folder case.json
        $result = $api | Test-PrivateApi -StageName demo -Path "/pets?api_key=$pathKey" -ApiKey $apiKey -Header $header -Body $body -SnapshotPath $case
        foreach ($format in 'Html', 'Markdown', 'JUnit', 'Json') { $result | Export-PrivateApiReport $format (Join-Path $folder "report.$format") }
        $api | Export-PrivateApiTemplate -Path (Join-Path $folder report.yaml) -WarningVariable warnings -WarningAction SilentlyContinue
        $files = @(Get-Item $case) + @(Get-ChildItem $folder -Filter report.*)
        $files.Count | Should -Be 6
        foreach ($file in $files) { Find-Plant (Get-Content $file -Raw) | Where-Object { $_ -notin 'answer', 'variable' -or $file.Extension -ne '.yaml' } | Should -BeNullOrEmpty -Because $file.Name }
        Get-Content (Join-Path $folder report.Json) -Raw | Should -Match 'https://\*\*\*@backend\.example\.com/pets\?api_key=\*\*\*&type=dog'
        $warnings | Should -Match 'PlantedApi\w*Secret'
        (Test-PrivateApi -SnapshotPath $case).Verdict | Should -Be 'Reachable'
    }

    It 'are in no finding of a policy and no SARIF, though a resource, a URL in it and a broken text hold them' {
        $statement = '{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"%"}'
        $quoted = "arn:aws:execute-api:eu-west-1:123456789012:abcde12345/GET/api-key/$pathKey", "https://admin:$userinfo@host/x?api_key=$query"
        $policies = $quoted.ForEach{ '{"Version":"2012-10-17","Statement":[' + $statement.Replace('%', $_) + ']}' }
        $findings = @($policies + "{ https://admin:$userinfo@host ").ForEach{ Test-PrivateApiPolicy $_ }
        $findings.Code | Should -Contain 'StageMissing'
        $findings.Code | Should -Contain 'InvalidResource'
        $findings | Export-PrivateApiReport Sarif "$folder/policy.sarif"
        $sarif = Get-Content "$folder/policy.sarif" -Raw
        $sarif | Should -Match '/GET/api-key/\*\*\*'
        Find-Plant ("$($findings | Format-List * | Out-String -Width 500)" + $sarif) | Should -BeNullOrEmpty
    }

    It 'are in no annotation, summary or output of a CI step' {
        $set = "`$env:GITHUB_ACTIONS = `$env:TF_BUILD = 'true'; `$env:GITHUB_STEP_SUMMARY = '$folder/summary.md'; `$env:GITHUB_OUTPUT = '$folder/output'; `$env:AWS_ACCESS_KEY_ID = 'AKIDPLANTED'; `$env:AWS_SECRET_ACCESS_KEY = '$envKey'; `$env:AWS_SESSION_TOKEN = '$envToken'"
        $output = pwsh -NoProfile -Command "$set; & '$PSScriptRoot/../../out/PrivateApi/Test-Api.ps1' -RestApiId $($api.RestApiId) -StageName demo -Path '/none?api_key=$pathKey' -Region eu-west-1 -EndpointUrl http://admin:$url@$($lab.EndpointUrl.Authority) -ReportFolder '$folder/step'" 2>&1 | Out-String
        $output | Should -Match '::error title=MethodExists'
        Find-Plant $output | Should -BeNullOrEmpty
        $files = @(Get-ChildItem "$folder/step" -File) + @(Get-Item "$folder/summary.md", "$folder/output")
        $files.Count | Should -BeGreaterOrEqual 4
        foreach ($file in $files) { Find-Plant (Get-Content $file -Raw) | Should -BeNullOrEmpty -Because $file.Name }
    }

    It 'given as text, number or SecureString are the same' {
        foreach ($secret in '1234567890', 1234567890, (ConvertTo-SecureString '1234567890' -AsPlainText -Force)) {
            (Get-PrivateApi -EndpointUrl $lab.EndpointUrl -Region eu-west-1 -AccessKey lab -SecretKey $secret -SessionToken $secret).RestApiId | Should -Be $api.RestApiId
        }

        { Get-PrivateApi -Region eu-west-1 -AccessKey a -SecretKey $null -ErrorAction Stop } | Should -Throw -ErrorId 'IncompleteCredential,*'
        { Invoke-PrivateApi abc123def4 -ApiKey '' -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
