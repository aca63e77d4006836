BeforeAll {
    . "$PSScriptRoot/Tab.ps1"
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

    Context 'edits the policy that the API has' {
        BeforeEach {
            $policy = @{
                Version = '2012-10-17'
                Statement = @(
                    @{ Effect = 'Allow'; Principal = @{ AWS = '111122223333' }; Action = 'execute-api:Invoke'; Resource = 'execute-api:/*' }
                    @{ Sid = 'Endpoints'; Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'execute-api:/*'; Condition = @{ StringNotEquals = @{ 'aws:SourceVpce' = 'vpce-00000000000000001' } } }
                    @{ Sid = 'Admin'; Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'execute-api:/*/*/admin*' }
                    @{ Sid = 'Range'; Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'execute-api:/*'; Condition = @{ NotIpAddress = @{ 'aws:VpcSourceIp' = '10.0.0.0/16' } } }
                )
            }
            $null = $api | Set-PrivateApiPolicy -Policy $policy -StageName demo -Force -WarningAction SilentlyContinue
            $before = ($api | Get-PrivateApiPolicy).Policy | ConvertFrom-Json
        }

        It 'lets an endpoint in and keeps every other statement' {
            $now = ($api | Set-PrivateApiPolicy -AddSourceVpce vpce-00000000000000003 -StageName demo -Force -WarningAction SilentlyContinue).Policy | ConvertFrom-Json
            $now.Statement[1].Condition.StringNotEquals.'aws:SourceVpce' | Should -Be 'vpce-00000000000000001', 'vpce-00000000000000003'
            foreach ($i in 0, 2, 3) { $now.Statement[$i] | ConvertTo-Json -Depth 9 | Should -Be ($before.Statement[$i] | ConvertTo-Json -Depth 9) }
            ($api | Get-PrivateApiPolicy -StageName demo).Evidence | Should -Be 'Record'
        }

        It 'takes it out again, and the policy means what it did' {
            $null = $api | Set-PrivateApiPolicy -AddSourceVpce vpce-00000000000000003 -Force -WarningAction SilentlyContinue
            $null = $api | Set-PrivateApiPolicy -RemoveSourceVpce vpce-00000000000000003 -WarningAction SilentlyContinue
            ($api | Get-PrivateApiPolicy).Policy | ConvertFrom-Json | ConvertTo-Json -Depth 9 | Should -Be ($before | ConvertTo-Json -Depth 9)
        }

        It 'takes an endpoint object, and a VPC' {
            $null = $api | Set-PrivateApiPolicy -AddSourceVpce ([pscustomobject]@{ VpcEndpointId = 'vpce-00000000000000004' }) -AddSourceVpc vpc-0123456789abcdef0 -Force -WarningAction SilentlyContinue
            ($api | Get-PrivateApiPolicy).Policy | Should -BeLike '*vpce-00000000000000004*vpc-0123456789abcdef0*'
        }

        It 'changes nothing when it is so already' {
            $deployment = (Get-PrivateApi shop).Stage.DeploymentId
            $null = $api | Set-PrivateApiPolicy -AddSourceVpce vpce-00000000000000001 -StageName demo -WarningAction SilentlyContinue
            (Get-PrivateApi shop).Stage.DeploymentId | Should -Be $deployment
        }

        It 'takes a statement as text, path or object, and a list of them' {
            $deny = @{ Sid = 'Root'; Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = 'execute-api:/*/*/root' }
            $text = $deny | ConvertTo-Json
            $file = Join-Path $TestDrive deny.json
            Set-Content -Path $file -Value $text
            foreach ($form in $text, $file, $deny, [pscustomobject]$deny, "[$text]", @(, $deny)) {
                ($api | Set-PrivateApiPolicy -AddStatement $form -WarningAction SilentlyContinue).Policy | Should -BeLike '*/root*'
                ($api | Set-PrivateApiPolicy -RemoveSid Root -Force -WarningAction SilentlyContinue).Policy | Should -Not -BeLike '*/root*'
            }
        }

        It 'refuses <Reason>' -ForEach @(
            @{ Reason = 'to empty a list'; With = @{ RemoveSourceVpce = 'vpce-00000000000000001' }; Id = 'LastSource' }
            @{ Reason = 'a Sid that is taken'; With = @{ AddStatement = '{"Sid":"Admin","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/root"}' }; Id = 'SidTaken' }
            @{ Reason = 'what is no statement'; With = @{ AddStatement = '{"Effect":"Deny"}' }; Id = 'InvalidStatement' }
            @{ Reason = 'to mix edits with a policy'; With = @{ RemoveSid = 'Admin'; SourceVpce = 'vpce-00000000000000001' }; Id = 'AmbiguousParameterSet' }
        ) {
            { $api | Set-PrivateApiPolicy @With -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.SetPrivateApiPolicyCommand"
            ($api | Get-PrivateApiPolicy).Policy | ConvertFrom-Json | ConvertTo-Json -Depth 9 | Should -Be ($before | ConvertTo-Json -Depth 9)
        }

        It 'completes the Sids of the API' {
            (Complete "Set-PrivateApiPolicy $($api.RestApiId) -RemoveSid ").CompletionText | Should -Be 'Endpoints', 'Admin', 'Range'
        }
    }
}
