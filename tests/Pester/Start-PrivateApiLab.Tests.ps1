BeforeAll { Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force }

Describe 'Start-PrivateApiLab' {
    AfterEach { Stop-PrivateApiLab }

    It 'emits a loopback URL, the Region and the account' {
        $lab = Start-PrivateApiLab -Region eu-west-1 -AccountId 210987654321 6>$null
        $lab.EndpointUrl.IsLoopback | Should -BeTrue
        $lab.Region | Should -Be 'eu-west-1'
        $lab.AccountId | Should -Be '210987654321'
    }

    It 'becomes the default connection and says so' {
        $said = Start-PrivateApiLab 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        "$said" | Should -Match 'default connection'
        (Get-PrivateApiLab).IsDefault | Should -BeTrue
    }

    It 'leaves the default alone with -NoDefault' {
        $lab = Start-PrivateApiLab -NoDefault
        $lab.IsDefault | Should -BeFalse
    }

    It 'refuses an account id that is not twelve digits' {
        { Start-PrivateApiLab -AccountId 12 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StartPrivateApiLabCommand'
    }

    It 'refuses a rate that is no share' {
        { Start-PrivateApiLab -LostAnswerRate 2 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StartPrivateApiLabCommand'
    }

    It 'is slow on request' {
        $lab = Start-PrivateApiLab -Latency 2s 6>$null
        $body = @{ Action = 'GetCallerIdentity' }
        $signed = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/sts/aws4_request' }
        $took = Measure-Command { Invoke-RestMethod $lab.EndpointUrl -Method Post -Body $body -Headers $signed -SkipHeaderValidation }
        # Half of it: .NET's timers go by a coarse clock, which stands still while the machine does.
        $took.TotalSeconds | Should -BeGreaterThan 1
    }

    It 'knows only the access keys that it issued, with -EnforceIam' {
        $lab = Start-PrivateApiLab -EnforceIam -NoDefault
        $stranger = @{ EndpointUrl = $lab.EndpointUrl; Region = $lab.Region; AccessKey = 'AKIAIOSFODNN7EXAMPLE'; SecretKey = 'none' }
        { Get-PrivateApi @stranger -ErrorAction Stop } | Should -Throw '*security token included in the request is invalid*'
        $stranger.AccessKey = 'lab'
        Get-PrivateApi @stranger -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'runs several labs at once' {
        $first = Start-PrivateApiLab 6>$null
        $second = Start-PrivateApiLab -Region eu-central-1 6>$null
        $first.EndpointUrl | Should -Not -Be $second.EndpointUrl
        @(Get-PrivateApiLab).Count | Should -Be 2
    }
}
