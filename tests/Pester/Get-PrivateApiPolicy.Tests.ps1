BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiPolicy' {
    It 'shows the current policy with full ARNs' {
        $policy = $api | Get-PrivateApiPolicy
        $policy.StageName | Should -BeNullOrEmpty
        $policy.Evidence | Should -Be 'Current'
        ($policy.Policy | ConvertFrom-Json).Statement[1].Condition.StringNotEquals.'aws:SourceVpce' | Should -Be 'vpce-0123456789abcdef0'
        ($policy.Policy | ConvertFrom-Json).Statement[0].Resource | Should -Be "arn:aws:execute-api:eu-west-1:123456789012:$($api.RestApiId)/*"
    }

    It 'proves which policy a stage enforces, also after the current one changed' {
        $api | Set-PrivateApiPolicy -SourceVpc vpc-0123456789abcdef0 -Force | Out-Null
        $deployed = Get-PrivateApiPolicy $api.RestApiId demo
        $deployed.Evidence | Should -Be 'Record'
        $deployed.Policy | Should -BeLike '*vpce-0123456789abcdef0*'
        ($api | Get-PrivateApiPolicy).Policy | Should -Not -BeLike '*vpce-*'
    }

    It 'says so when there is no such stage' {
        { $api | Get-PrivateApiPolicy -StageName prod -ErrorAction Stop } | Should -Throw -ErrorId 'StageNotFound,PrivateApi.Commands.GetPrivateApiPolicyCommand'
    }
}
