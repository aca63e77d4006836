BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $api = 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com'
    $verbose = @'
* Host a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com:443 was resolved.
*   Trying 10.0.1.5:443...
* Connected to a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com (10.0.1.5) port 443
> GET / HTTP/2
> Host: a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com
> x-api-key: TOPSECRETTOPSECRET
> Authorization: Bearer TOPSECRET
>
< HTTP/2 403
< content-type: application/json
< x-amzn-errortype: ForbiddenException
< x-amz-apigw-id: AAAAAAAAAAAAAAA=
<
{"message":"Forbidden"}
'@
}

AfterAll { $PSStyle.OutputRendering = $rendering }

Describe 'Resolve-PrivateApiError' {
    It 'needs no connection: what the text says is the cause, with the command to look at it' {
        $cause = Resolve-PrivateApiError '{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/pets because no VPC endpoint policy allows the execute-api:Invoke action"}'
        $cause.Cause | Should -Be 'EndpointPolicyDenied'
        $cause.Certainty | Should -Be 'Stated'
        $cause.StatusCode | Should -Be 403
        $cause.Evidence | Should -Match 'because no VPC endpoint policy allows'
        $cause.Command | Should -Be "Test-PrivateApi -RestApiId a1b2c3d4e5 -StageName prod -Path '/pets' -Region eu-west-1   # look at EndpointPolicy"
        $cause.Source | Should -Match '^https://'
    }

    It 'joins lines to one text' {
        $causes = $verbose -split "`n" | Resolve-PrivateApiError
        $causes[0].Cause | Should -Be 'StageUnknown'
        $causes[0].Certainty | Should -Be 'Likely'
        $causes[0].Evidence | Should -Match 'the URL has no stage'
        $causes.Order | Should -Be (1..$causes.Count)
        $causes.RestApiId | Select-Object -Unique | Should -Be 'a1b2c3d4e5'
    }

    It 'takes a list as argument as it does from the pipeline' {
        (Resolve-PrivateApiError ($verbose -split "`n")).Cause | Should -Be ($verbose | Resolve-PrivateApiError).Cause
    }

    It 'shows no secret of the text' {
        $causes = $verbose | Resolve-PrivateApiError
        "$($causes | Out-String)$($causes | Format-List | Out-String)$($causes | ConvertTo-Json -Depth 3)" | Should -Not -Match 'TOPSECRET'
    }

    It 'reads what a program writes to its error stream as text' {
        $text = "curl: (6) Could not resolve host: $api"
        $causes = $(if ($IsWindows) { cmd /c "echo $text 1>&2" } else { sh -c "echo '$text' >&2" }) 2>&1 | Resolve-PrivateApiError
        $causes.Cause | Should -Be 'CallerOutsideVpc', 'PrivateDnsDisabled', 'VpcDnsDisabled', 'OtherNameServers'
        $causes.HostName | Select-Object -Unique | Should -Be $api
    }

    It 'explains an exception with its inner ones' {
        $inner = [Net.Sockets.SocketException]::new(110)
        $cause = [Net.Http.HttpRequestException]::new("Connection timed out ($($api):443)", $inner) | Resolve-PrivateApiError
        $cause.Cause | Should -Contain 'EndpointFirewallBlocks'
        $cause.Certainty | Select-Object -Unique | Should -Be 'Possible'
        $cause[0].RestApiId | Should -Be 'a1b2c3d4e5'
    }

    It 'explains the last error of the session' {
        Write-Error "BadRequestException: Private REST API doesn't have a resource policy attached to it" -ErrorAction SilentlyContinue
        $cause = $Error[0] | Resolve-PrivateApiError
        $cause.Cause | Should -Be 'PolicyMissing'
        $cause.Command | Should -Match '^Get-PrivateApiPolicy '
    }

    It 'reads the answer that an error of Invoke-RestMethod carries' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $answering = Start-ThreadJob {
            $client = ($using:listener).AcceptTcpClient()
            $stream = $client.GetStream()
            $null = $stream.Read([byte[]]::new(4096), 0, 4096)
            $bytes = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 403 Forbidden`r`nx-amzn-ErrorType: AccessDeniedException`r`nx-amz-apigw-id: A=`r`nContent-Type: application/json`r`nContent-Length: 66`r`nConnection: close`r`n`r`n{`"Message`":`"User is not authorized to access this resource......`"}")
            $stream.Write($bytes, 0, $bytes.Length)
            $client.Close()
        }
        try { Invoke-RestMethod "http://127.0.0.1:$($listener.LocalEndpoint.Port)/prod/pets" } catch { $failed = $_ }
        $null = $answering | Receive-Job -Wait -AutoRemoveJob
        $listener.Stop()
        $cause = $failed | Resolve-PrivateApiError
        $cause[0].Cause | Should -Be 'AuthorizerDenied'
        $cause[0].StatusCode | Should -Be 403
        $cause[0].HostName | Should -Be '127.0.0.1'
    }

    It 'explains each error on its own' {
        $causes = [Exception]::new('getaddrinfo EAI_AGAIN x.example'), [Exception]::new('{"message":"Limit Exceeded"}') | Resolve-PrivateApiError
        ($causes | Where-Object Order -EQ 1).Cause | Should -Be 'NameServerUnreachable', 'QuotaExceeded'
    }

    It 'reads an object as JSON' {
        ('{"message":"Too Many Requests"}' | ConvertFrom-Json | Resolve-PrivateApiError).Cause | Should -Be 'Throttled'
        (@{ message = 'Too Many Requests' } | Resolve-PrivateApiError).Cause | Should -Be 'Throttled'
    }

    It 'says of an unknown text that it is not known, and where to look' {
        $cause = 'Segmentation fault' | Resolve-PrivateApiError
        $cause.Cause | Should -Be 'NotKnown'
        $cause.Certainty | Should -Be 'Unknown'
        $cause.Command | Should -Match '^Test-PrivateApi .*-Via Lambda'
    }

    It 'says that a status alone does not tell' {
        (Resolve-PrivateApiError 'Response status code does not indicate success: 403 (Forbidden).').Cause | Should -Be 'AnswerNotShown'
    }

    It 'is NoText without a text: <_>' -ForEach "''", "' '", '@()', '$null' {
        { Invoke-Expression $_ | Resolve-PrivateApiError -ErrorAction Stop } | Should -Throw -ErrorId 'NoText,*'
    }

    It 'is NothingFailed for a call that did not fail' {
        { Resolve-PrivateApiError "HTTP/1.1 200 OK`n`n[]" -ErrorAction Stop } | Should -Throw -ErrorId 'NothingFailed,*'
    }

    It 'gives commands that PowerShell takes: <_>' -ForEach @(
        '{"message":"Forbidden"}'
        '> POST /prod/pets HTTP/1.1 {"message":"Missing Authentication Token"} https://a1b2c3d4e5-vpce-0a1b2c3d4e5f60718.execute-api.eu-west-1.amazonaws.com/prod/pets'
        '{"message":"Credential should be scoped to correct service"}'
        '{"message": "Internal server error"}'
        'curl: (6) Could not resolve host: api.corp.example'
        'curl: (6) Could not resolve host: vpce-0a1b2c3d4e5f60718-abc.execute-api.eu-west-1.vpce.amazonaws.com'
        'getaddrinfo ENOTFOUND'
        'Client.Timeout exceeded while awaiting headers'
        'Response to preflight request failed: CORS preflight response did not succeed'
        'already a conflicting DNS domain for *.execute-api.us-east-1.amazonaws.com in the VPC vpc-0a1b2c3d'
        'Invalid policy document'
        'unknown'
    ) {
        foreach ($command in (Resolve-PrivateApiError $_).Command | Where-Object { $_ -match '-PrivateApi' }) {
            $faults = $null
            $script = [Management.Automation.Language.Parser]::ParseInput($command, [ref] $null, [ref] $faults)
            $faults | Should -BeNullOrEmpty
            $bound = [Management.Automation.Language.StaticParameterBinder]::BindCommand($script.EndBlock.Statements[0].PipelineElements[0])
            "$command $($bound.BindingExceptions.Values.BindingException.Message)" | Should -Be "$command "
        }
    }

    It 'shows cause, reason and command at a glance' {
        $text = 'getaddrinfo EAI_AGAIN x.example' | Resolve-PrivateApiError | Out-String -Width 300
        $text | Should -Match '(?m)^1\. NameServerUnreachable \(Stated\)'
        $text | Should -Match '(?m)^   Why: the text has "EAI_AGAIN"'
        $text | Should -Match '(?m)^   Try: Test-PrivateApi '
    }
}

Describe 'A result of our own' {
    BeforeAll {
        $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
        $endpoint = New-PrivateApiNetwork errors | New-PrivateApiEndpoint
        $pets = $endpoint | New-PrivateApi errors -Sample PetStore -StageName demo
    }

    AfterAll { Stop-PrivateApiLab }

    It 'is explained with the API that was called' {
        $cause = $pets | Invoke-PrivateApi -StageName demo -Path /nothing -Via Lambda | Resolve-PrivateApiError
        $cause[0].Cause | Should -Be 'MethodUnknown'
        $cause[0].RestApiId | Should -Be $pets.RestApiId
        $cause[0].Command | Should -Match "-RestApiId $($pets.RestApiId) -StageName demo -Path '/nothing' "
        $test = Invoke-Expression $cause[0].Command
        ($test.Check | Where-Object Name -EQ MethodExists).Status | Should -Be 'Failed'
    }

    It 'that got no answer is explained as well' {
        $failed = $pets | Invoke-PrivateApi -StageName demo -Path /pets -UrlForm PrivateDns
        $failed.Failure | Should -Be 'NameNotResolved'
        ($failed | Resolve-PrivateApiError)[0].Cause | Should -Be 'CallerOutsideVpc'
    }
}
