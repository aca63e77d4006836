BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Set-PrivateApiPolicy' {
    BeforeEach { $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-00000000000000001, vpce-00000000000000002 -StageName demo }

    AfterEach { $api | Remove-PrivateApi -Force }

    It 'narrows without asking, and deploys with -StageName' {
        $policy = $api | Set-PrivateApiPolicy -SourceVpce vpce-00000000000000001 -StageName demo
        $policy.Evidence | Should -Be 'Record'
        $policy.Policy | Should -Not -BeLike '*vpce-00000000000000002*'
    }

    It 'shows what differs with -WhatIf, and changes nothing' {
        $api | Set-PrivateApiPolicy -SourceVpce vpce-00000000000000001 -StageName demo -WhatIf | Should -BeNullOrEmpty
        ($api | Get-PrivateApiPolicy).Policy | Should -Be $api.Policy
    }

    It 'sets a policy with errors when -Force says so, and warns' {
        $policy = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}}'
        $said = $api | Set-PrivateApiPolicy -Policy $policy -Force 3>&1
        "$said" | Should -Match 'NoAllow at line 1, column 1'
        ($api | Get-PrivateApiPolicy).Policy | Should -BeLike '*Deny*'
    }

    It 'sends nothing when the policy means the same' {
        $said = $api | Set-PrivateApiPolicy -SourceVpce vpce-00000000000000002, vpce-00000000000000001 -StageName demo -Verbose 4>&1
        "$said" | Should -Match 'already means the same'
        (Get-PrivateApi shop).Stage.DeploymentId | Should -Be $api.Stage.DeploymentId
    }

    It 'takes a policy as text, path or object' {
        $open = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0123456789abcdef0"}}}}'
        $file = Join-Path $TestDrive policy.json
        Set-Content -Path $file -Value $open
        foreach ($form in $open, $file, (ConvertFrom-Json $open), (ConvertFrom-Json $open -AsHashtable)) {
            ($api | Set-PrivateApiPolicy -Policy $form -Force).Policy | Should -BeLike '*vpc-0123456789abcdef0*'
        }
    }

    It 'widens when -Force or -Confirm:$false says so' {
        ($api | Set-PrivateApiPolicy -SourceVpc vpc-0123456789abcdef0 -Confirm:$false).Policy | Should -BeLike '*vpc-0123456789abcdef0*'
    }

    It 'refuses <Reason>' -ForEach @(
        @{ Reason = 'a policy that cannot be read'; Policy = '{"Statement":[}'; Id = 'InvalidPolicy' }
        @{ Reason = 'a placeholder'; Policy = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"{{vpceID}}"}}}}'; Id = 'PolicyHasErrors' }
        @{ Reason = 'a file that is not there'; Policy = './nowhere.json'; Id = 'PolicyNotFound' }
    ) {
        { $api | Set-PrivateApiPolicy -Policy $Policy -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.SetPrivateApiPolicyCommand"
        ($api | Get-PrivateApiPolicy).Policy | Should -Be $api.Policy
    }

    It 'wants one way to say the policy' {
        { $api | Set-PrivateApiPolicy -ErrorAction Stop } | Should -Throw -ErrorId 'PolicyRequired,PrivateApi.Commands.SetPrivateApiPolicyCommand'
        { $api | Set-PrivateApiPolicy -Policy '{}' -SourceVpce vpce-1 -ErrorAction Stop } | Should -Throw -ErrorId 'AmbiguousPolicy,PrivateApi.Commands.SetPrivateApiPolicyCommand'
        { $api | Set-PrivateApiPolicy -Policy '{}' -Deny -ErrorAction Stop } | Should -Throw -ErrorId 'AmbiguousPolicy,PrivateApi.Commands.SetPrivateApiPolicyCommand'
    }

    It 'takes the parameters of New-PrivateApiPolicy, and -StageName says where to deploy' -ForEach @(
        @{ With = @{ SourceVpc = 'vpc-1'; SourceVpce = 'vpce-00000000000000001' } }
        @{ With = @{ SourceIp = '10.0.9.0/24'; Deny = $true } }
        @{ With = @{ AccountId = '111122223333'; Method = 'GET'; Path = '/pets' } }
        @{ With = @{ OrganizationId = 'o-exampleorg1' } }
        @{ With = @{ Template = 'RoleAndVpce'; AccountId = 'arn:aws:iam::111122223333:role/orders'; SourceVpce = 'vpce-00000000000000001' } }
        @{ With = @{ Template = 'PreAuthVpceGate'; SourceVpce = 'vpce-00000000000000001' } }
    ) {
        $policy = $api | Set-PrivateApiPolicy @With -StageName demo -Force -WarningAction SilentlyContinue
        ($policy.Evidence, $policy.StageName) | Should -Be 'Record', 'demo'
        $asked = "$(New-PrivateApiPolicy @With)" | ConvertFrom-Json
        ($policy.Policy | ConvertFrom-Json).Statement.Effect | Should -Be $asked.Statement.Effect
        ($policy.Policy | ConvertFrom-Json).Statement.Condition | ConvertTo-Json -Depth 5 | Should -Be ($asked.Statement.Condition | ConvertTo-Json -Depth 5)
    }

    It 'leaves templates for endpoints to the endpoints' {
        { $api | Set-PrivateApiPolicy -Template EndpointOrganization -OrganizationId o-exampleorg1 -ErrorAction Stop } | Should -Throw '*Set-PrivateApiEndpoint*' -ErrorId 'InvalidPolicy,PrivateApi.Commands.SetPrivateApiPolicyCommand'
        ($api | Get-PrivateApiPolicy).Policy | Should -Be $api.Policy
    }
}
