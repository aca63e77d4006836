BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $policy = New-PrivateApiPolicy -SourceVpce vpce-0a1b2c3d
}

Describe 'Test-PrivateApiPolicy' {
    It 'finds what is wrong, with code, place and fix' {
        $json = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"{{vpceID}}"}}}]}'
        $finding = Test-PrivateApiPolicy $json
        $finding.Code | Should -Be 'PlaceholderLeft'
        $finding.Severity | Should -Be 'Error'
        $finding.Location | Should -Be '/Statement/0/Condition/StringEquals/aws:SourceVpce'
        $finding.Line | Should -Be 1
        $finding.Fix | Should -Not -BeNullOrEmpty
    }

    It 'holds the policy against the methods that -Authorization names' {
        $organization = New-PrivateApiPolicy -OrganizationId o-abc123
        (Test-PrivateApiPolicy $organization -Authorization None).Code | Should -Be 'KeyNeedsIam'
        Test-PrivateApiPolicy $organization -Authorization AwsIam | Should -BeNullOrEmpty
        Test-PrivateApiPolicy $organization | Should -BeNullOrEmpty
    }

    It 'refuses a file with a byte that is no UTF-8, and takes one with a byte-order mark' {
        $file = Join-Path $TestDrive latin1.json
        [IO.File]::WriteAllBytes($file, [byte[]](0x7B, 0x22, 0xE9, 0x22, 0x7D))
        { Test-PrivateApiPolicy $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicy,PrivateApi.Commands.TestPrivateApiPolicyCommand'
        $marked = Join-Path $TestDrive marked.json
        [IO.File]::WriteAllText($marked, "$policy", [Text.UTF8Encoding]::new($true))
        Test-PrivateApiPolicy $marked | Should -BeNullOrEmpty
    }

    It 'says where a text is no policy' {
        (Test-PrivateApiPolicy '{"Statement": 5}').Code | Should -Be 'PolicySyntax'
    }

    It 'decides a request and says why' {
        $in = $policy | Test-PrivateApiPolicy -Resource /demo/GET/pets -Context @{ 'aws:SourceVpce' = 'vpce-0a1b2c3d' }
        $in.Effect | Should -Be 'Allowed'
        $out = $policy | Test-PrivateApiPolicy -Resource /demo/GET/pets -Context @{ 'aws:SourceVpce' = 'vpce-99999999' }
        $out.Effect | Should -Be 'ExplicitlyDenied'
        $out.Deciding.Index | Should -Be 1
        $out.Reason | Should -Match 'vpce-99999999 against vpce-0a1b2c3d'
        $out.Statement[0].Matches | Should -BeTrue
        $in.Answer | Should -BeNullOrEmpty
        $out.Answer.StatusCode | Should -Be 403
        $out.Answer.Message | Should -BeLike 'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:*/demo/GET/pets with an explicit deny in a resource-based policy'
    }

    It 'takes a path, an object and a hashtable' {
        Set-Content -Path (Join-Path $TestDrive policy.json) -Value "$policy"
        foreach ($form in (Join-Path $TestDrive policy.json), ("$policy" | ConvertFrom-Json), ("$policy" | ConvertFrom-Json -AsHashtable)) {
            (Test-PrivateApiPolicy $form -Resource /demo/GET/pets).Effect | Should -Be 'ExplicitlyDenied'
        }
    }

    It 'runs a file of cases as JSON lines, and as YAML' {
        $case = @{ id = 'one'; resourcePolicy = ("$policy" | ConvertFrom-Json -AsHashtable); request = @{ resource = 'arn:aws:execute-api:eu-west-1:123456789012:abc/demo/GET/pets'; context = @{ 'aws:SourceVpce' = 'vpce-0a1b2c3d' } }; expected = @{ resourcePolicy = 'Allowed' } }
        $wrong = $case.Clone()
        $wrong.id = 'two'
        $wrong.expected = @{ resourcePolicy = 'ExplicitlyDenied' }
        $file = Join-Path $TestDrive cases.jsonl
        $case, $wrong | ForEach-Object { ConvertTo-Json $_ -Depth 9 -Compress } | Set-Content $file
        $results = Test-PrivateApiPolicy -CasePath $file
        $results.Id | Should -Be 'one', 'two'
        $results.Passed | Should -Be $true, $false
        $results[1].Expected, $results[1].Actual | Should -Be 'ExplicitlyDenied', 'Allowed'

        $yaml = Join-Path $TestDrive cases.yaml
        Set-Content $yaml @'
- id: from yaml
  resourcePolicy:
    Version: '2012-10-17'
    Statement: { Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/demo/*' }
  request: { resource: 'arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/' }
  expected: { resourcePolicy: ImplicitlyDenied }
'@
        (Test-PrivateApiPolicy -CasePath $yaml).Passed | Should -BeTrue
    }

    It 'passes a case that AWS decides otherwise, where departures.json beside the file quotes AWS' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive departing)
        $case = @{ resourcePolicy = @{ Version = '2012-10-17'; Statement = @{ Effect = 'Allow'; Principal = '*'; Action = '*'; Resource = '*'; Condition = @{ IpAddress = @{ 'aws:VpcSourceIp' = '0.0.0.0/0' } } } }; request = @{ resource = 'arn:aws:execute-api:eu-west-1:123456789012:abc/demo/GET/'; context = @{ 'aws:VpcSourceIp' = '10.0.0.1' } }; expected = 'ImplicitlyDenied' }
        $file = Join-Path $folder cases.jsonl
        ConvertTo-Json $case -Depth 9 -Compress | Set-Content $file
        $plain = Test-PrivateApiPolicy -CasePath $file
        $plain.Passed | Should -BeFalse
        $plain.Departure | Should -BeNullOrEmpty

        $departure = @{ policyText = '0.0.0.0/0'; simulatorReadsAs = '0.0.0.0/32'; why = 'One address.'; quote = 'CIDR format'; source = 'IAM User Guide' }
        ConvertTo-Json @($departure) | Set-Content (Join-Path $folder departures.json)
        $result = Test-PrivateApiPolicy -CasePath $file
        $result.Passed | Should -BeTrue
        $result.Expected, $result.Actual | Should -Be 'ImplicitlyDenied', 'Allowed'
        $result.Departure.Quote | Should -Be 'CIDR format'
        $result.Departure.Source | Should -Be 'IAM User Guide'

        $departure.Remove('quote')
        ConvertTo-Json @($departure) | Set-Content (Join-Path $folder departures.json)
        { Test-PrivateApiPolicy -CasePath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidDepartures,PrivateApi.Commands.TestPrivateApiPolicyCommand'
    }

    It 'passes all 1,500 cases of the independent simulator' {
        $results = Test-PrivateApiPolicy -CasePath "$PSScriptRoot/../PrivateApi.Core.Tests/Data/policy-cases.jsonl"
        $results.Count | Should -Be 1500
        $results | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'names the case that cannot be used' {
        $file = Join-Path $TestDrive bad.jsonl
        Set-Content $file '{"id":"x"}'
        { Test-PrivateApiPolicy -CasePath $file -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicyCase,PrivateApi.Commands.TestPrivateApiPolicyCommand'
        { Test-PrivateApiPolicy -CasePath ./none.jsonl -ErrorAction Stop } | Should -Throw -ErrorId 'PolicyCaseNotFound,PrivateApi.Commands.TestPrivateApiPolicyCommand'
    }

    It 'says what is wrong with a policy that a request is asked of' {
        { Test-PrivateApiPolicy '{"Statement": 5}' -Resource /demo/GET/ -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicy,PrivateApi.Commands.TestPrivateApiPolicyCommand'
    }

    It 'looks over the policy of an API from the pipeline' {
        $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
        try {
            New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-00000000000000001 -StageName demo | Test-PrivateApiPolicy | Where-Object Severity -EQ Error | Should -BeNullOrEmpty
        }
        finally { Stop-PrivateApiLab }
    }
}

Describe 'The policy of an API object' {
    BeforeAll {
        $null = Start-PrivateApiLab -Region eu-west-1 6>$null
        $api = New-PrivateApiNetwork stale | New-PrivateApiEndpoint | New-PrivateApi stale -Sample PetStore -StageName demo
        $null = Set-PrivateApiPolicy $api -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}' -Force 3>$null
    }

    AfterAll { Stop-PrivateApiLab }

    It 'is the one that the API has now, not the one of the moment when the object was read' {
        ($api | Test-PrivateApiPolicy).Code | Should -Be (Get-PrivateApiPolicy $api | Test-PrivateApiPolicy).Code
        ($api | Test-PrivateApiPolicy).Code | Should -Contain 'OpenToEveryVpc'
        $api.Policy | Test-PrivateApiPolicy | Should -BeNullOrEmpty
        (Get-PrivateApiAccess $api -ExpectOnly vpce-0123456789abcdef0).IsMet | Should -BeExactly $false
        ($api | Test-PrivateApiPolicy -Resource /demo/GET/pets -Context @{ 'aws:SourceVpce' = 'vpce-0123456789abcdef0' }).Effect | Should -Be 'Allowed'
    }

    It 'is read by an object out of a job as well' {
        (Start-Job { $args } -ArgumentList $api | Receive-Job -Wait -AutoRemoveJob | Test-PrivateApiPolicy).Code | Should -Contain 'OpenToEveryVpc'
    }

    It 'is an error where the API is gone' {
        $gone = $api.RestApiId
        $null = Remove-PrivateApi $api -Force
        { $api | Test-PrivateApiPolicy -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.TestPrivateApiPolicyCommand'
    }
}
