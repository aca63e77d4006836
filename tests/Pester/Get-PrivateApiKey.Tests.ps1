BeforeAll {
    . "$PSScriptRoot/Tab.ps1"
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $definition = @'
{"openapi":"3.0.1","info":{"title":"orders","version":"1"},
 "paths":{"/orders":{"get":{"security":[{"key":[]}],"responses":{"200":{"description":"ok"}},
   "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}}},
 "components":{"securitySchemes":{"key":{"type":"apiKey","name":"x-api-key","in":"header"}}}}
'@
    $endpoint = New-PrivateApiNetwork -Name Demo | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name orders -OpenApi $definition -StageName demo
    $key = $api | New-PrivateApiKey -Name mobile -Quota 2 -QuotaPeriod Month
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiKey' {
    It 'gets the keys of an API' {
        ($api | Get-PrivateApiKey).Name | Should -Be mobile
        Get-PrivateApiKey -RestApiId zzzzzzzzzz | Should -BeNullOrEmpty
        ($key | Get-PrivateApiKey).ApiKeyId | Should -Be $key.ApiKeyId
    }

    It 'is piped to a call, which the quota ends' {
        ($key | Invoke-PrivateApi -Path /orders -Via Lambda).StatusCode | Should -Be 200
        ($key | Invoke-PrivateApi -Path /orders -Via Lambda).StatusCode | Should -Be 200
        $refused = $key | Invoke-PrivateApi -Path /orders -Via Lambda
        $refused.StatusCode | Should -Be 429
        $refused.Body.message | Should -Be 'Limit Exceeded'
    }

    It 'tells what was used' {
        $month = { [datetime]::UtcNow.ToString('yyyy-MM-01') }
        $before = & $month
        $now = Get-PrivateApiKey mobile
        $now.Used, $now.Remaining | Should -Be 2, 0
        $now.UsageStart.UtcDateTime.ToString('yyyy-MM-dd') | Should -BeIn $before, (& $month)
    }

    It 'is piped to a test, which says that the quota is used up' {
        $result = $key | Test-PrivateApi -Path /orders
        $result.Verdict | Should -Be Blocked
        $result.PredictedStatusCode | Should -Be 429
        ($result.Check | Where-Object Name -EQ ApiKey).Message | Should -Match 'is used up'
        $key | Set-PrivateApiKey -ExtendQuota 5 | Out-Null
        $after = $key | Test-PrivateApi -Path /orders
        $after.Verdict | Should -Be Reachable
        ($after.Check | Where-Object Name -EQ ApiKey).Message | Should -Match 'of which 5 are left'
    }

    It 'does not show the secret in a test or a report' {
        $value = (Get-PrivateApiKey mobile -ShowValue).Value
        $value.Length | Should -Be 40
        $result = $key | Test-PrivateApi -Path /orders
        $result | ConvertTo-Json -Depth 8 | Should -Not -Match $value
        $result | Export-PrivateApiReport -Format Html | Should -Not -Match $value
    }

    It 'refuses a name that no key has' {
        { Get-PrivateApiKey nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ApiKeyNotFound,PrivateApi.Commands.GetPrivateApiKeyCommand'
        Get-PrivateApiKey nobody* | Should -BeNullOrEmpty
    }

    It 'completes names and ids, and never values' {
        $value = (Get-PrivateApiKey mobile -ShowValue).Value
        (Complete 'Get-PrivateApiKey mob').CompletionText | Should -Be mobile
        $found = Complete 'Set-PrivateApiKey mob'
        $found.CompletionText | Should -Be $key.ApiKeyId
        $found.ToolTip | Should -Not -Match $value
    }
}
