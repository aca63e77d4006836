BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    . "$PSScriptRoot/CallerInstance.ps1"
    . "$PSScriptRoot/LogRole.ps1"
    $lab = Start-PrivateApiLab -Region eu-west-1 -NoDefault 6>$null

    # The lab's accounts are told apart by their keys. Each side has a profile, as on a machine that works with both.
    $profiles = Join-Path $TestDrive 'credentials'
    @(
        '[provider]', 'aws_access_key_id = 123456789012', 'aws_secret_access_key = x', 'region = eu-west-1', ''
        '[consumer]', 'aws_access_key_id = 210987654321', 'aws_secret_access_key = x', 'region = eu-west-1', ''
        '[stranger]', 'aws_access_key_id = 111122223333', 'aws_secret_access_key = x', 'region = eu-west-1', ''
        '[away]', 'aws_access_key_id = 123456789012', 'aws_secret_access_key = x', 'region = us-east-1'
    ) | Set-Content $profiles
    $place = @{ ProfileLocation = $profiles; EndpointUrl = $lab.EndpointUrl }
    $provider = $place + @{ ProfileName = 'provider'; Region = 'eu-west-1' }
    $consumer = $place + @{ ProfileName = 'consumer'; Region = 'eu-west-1' }
    $stranger = $place + @{ ProfileName = 'stranger'; Region = 'eu-west-1' }

    $network = New-PrivateApiNetwork -Name Consumer @consumer
    $endpoint = New-PrivateApiEndpoint -VpcId $network.VpcId @consumer
    $api = New-PrivateApi -Name Shared -Sample PetStore -StageName demo -SourceVpce $endpoint.VpcEndpointId @provider
    $closed = New-PrivateApi -Name Closed -Sample PetStore -StageName demo -SourceVpce vpce-0123456789abcdef0 @provider
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }

    function Get-Url($Api) { "https://$($Api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo/pets" }
    function Get-Check($Result, [string] $Name) { $Result.Check | Where-Object Name -EQ $Name }
}

AfterAll { Stop-PrivateApiLab $lab }

Describe 'An API and its caller in two accounts' {
    It 'is not judged blocked from the consumer''s side, which does not see the API' {
        $result = Test-PrivateApi -Uri (Get-Url $api) @caller @consumer
        $result.Verdict | Should -Be 'Unknown'
        $result.Check.Status | Should -Not -Contain 'Failed'
        (Get-Check $result ApiIsPrivate).Status | Should -Be 'Skipped'
        (Get-Check $result ApiIsPrivate).Message | Should -Match 'whoever owns it can look with Test-PrivateApi'
        (Get-Check $result EndpointIngress).Status | Should -Be 'Passed'
        $result.AccountId | Should -Be '210987654321'
    }

    It 'is not judged blocked from the provider''s side, which does not see the endpoint' {
        $result = Test-PrivateApi -RestApiId $api.RestApiId -StageName demo -Path /pets @provider
        $result.Verdict | Should -Be 'Unknown'
        $result.Check.Status | Should -Not -Contain 'Failed'
        (Get-Check $result EndpointExists).Status | Should -Be 'Skipped'
        (Get-Check $result ResourcePolicy).Status | Should -Be 'Passed'
        $result.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'is predicted with both, by -CallerProfileName' {
        $result = Test-PrivateApi -Uri (Get-Url $api) -CallerProfileName consumer @caller @provider
        { $result | Test-PrivateApi @provider -ErrorAction Stop } | Should -Throw -ErrorId 'CallerElsewhere,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*-CallerProfileName*'
        ($result | Test-PrivateApi -CallerProfileName consumer @provider).Caller | Should -Be $result.Caller
        $result.Verdict | Should -Be 'Reachable'
        $result.PredictedStatusCode | Should -Be 200
        $result.Check.Status | Should -Not -Contain 'Failed'
        $result.Check.Status | Should -Not -Contain 'Skipped'
        $result.AccountId | Should -Be '123456789012'
    }

    It 'is refused by the policy that names another endpoint, and says so with both' {
        $result = Test-PrivateApi -Uri (Get-Url $closed) -CallerProfileName consumer @caller @provider
        $result.Verdict | Should -Be 'Blocked'
        $result.PredictedStatusCode | Should -Be 403
        ($result.Check | Where-Object Status -EQ Failed).Name | Should -Be 'ResourcePolicy'
    }

    It 'is called by its URL from the consumer''s side, as predicted with both' {
        $live = Invoke-PrivateApi -Uri (Get-Url $api) -Via Lambda @caller @consumer
        $live.StatusCode | Should -Be 200
        $refused = Invoke-PrivateApi -Uri (Get-Url $closed) -Via Lambda @caller @consumer
        $refused.StatusCode | Should -Be 403
    }

    It 'has its live call compared from the consumer''s side' {
        $result = Test-PrivateApi -Uri (Get-Url $api) -Via Lambda @caller @consumer
        $result.Live.StatusCode | Should -Be 200
    }

    It 'is called live from the caller''s account, by the function that it gets there' {
        $result = $api | Test-PrivateApi -StageName demo -Path /pets @caller -CallerProfileName consumer -Via Lambda @provider
        $result.Live.StatusCode | Should -Be 200
        $result.Agrees | Should -BeTrue
        $result.AccountId | Should -Be '123456789012'
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId @consumer).Probe.Count | Should -Be 1

        $refused = Test-PrivateApi -Uri (Get-Url $closed) @caller -CallerProfileName consumer -Via Lambda @provider
        $refused.Live.StatusCode | Should -Be 403
        $refused.Agrees | Should -BeTrue
    }

    It 'is called live from the caller''s instance, through Systems Manager of the account that it is in' {
        $instance = New-CallerInstance $lab $network.SubnetId[0] $network.SecurityGroupId 210987654321
        $result = $api | Test-PrivateApi -StageName demo -Path /pets -InstanceId $instance -CallerProfileName consumer -Via Ssm @provider
        $result.Verdict | Should -Be 'Reachable'
        $result.Live.StatusCode | Should -Be 200
        $result.Live.Via | Should -Be 'Ssm'
        $refused = Test-PrivateApi -Uri (Get-Url $closed) -InstanceId $instance -CallerProfileName consumer -Via Ssm @provider
        $refused.Live.StatusCode | Should -Be 403
        ($api | Invoke-PrivateApi -Path /pets -Via Ssm -InstanceId $instance @consumer).StatusCode | Should -Be 200
        Remove-CallerInstance $lab $instance 210987654321
    }

    It 'has the lines of the call in the API''s execution log' {
        Set-LogRole $lab
        $null = $api | Publish-PrivateApi -StageName demo -NoDeployment -LoggingLevel Info @provider
        $result = $api | Test-PrivateApi -StageName demo -Path /pets @caller -CallerProfileName consumer -Via Lambda -Log @provider
        "$($result.Live.Log)" | Should -Match 'Method completed with status: 200'
    }

    It 'is called as the object that the provider has' {
        ($api | Invoke-PrivateApi -Path /pets -Via Lambda @consumer).StatusCode | Should -Be 200
        ($closed | Invoke-PrivateApi -Path /pets -Via Lambda @caller @consumer).StatusCode | Should -Be 403
    }

    It 'gets its answer there also where the log is asked for, which is the API''s owner''s to read' {
        $result = $api | Invoke-PrivateApi -Path /pets -Via Lambda -Log -WarningVariable said -WarningAction SilentlyContinue @consumer
        $result.StatusCode | Should -Be 200
        "$said" | Should -Match "The execution log of API $($api.RestApiId) is not read.*whoever owns it can read the log"
    }

    It 'is not tested as that object from there, and the error says how' {
        { $api | Test-PrivateApi @caller @consumer -ErrorAction Stop } |
            Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*connect to the API''s*-CallerProfileName*'
    }

    It 'does not find a caller in the API''s account, and names the parameter' {
        { Test-PrivateApi -Uri (Get-Url $api) @caller @provider -ErrorAction Stop } |
            Should -Throw -ErrorId 'CallerNotFound,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*-CallerProfileName*'
    }
}

Describe 'A caller in another Region' {
    It 'is found in the Region of the profile, and is unknown rather than blocked' {
        $theirs = New-PrivateApiNetwork -Name Away @place -ProfileName away
        $result = Test-PrivateApi -Uri (Get-Url $api) -SubnetId $theirs.SubnetId[0] -SecurityGroupId $theirs.SecurityGroupId @place -ProfileName away
        $result.Verdict | Should -Be 'Unknown'
        $result.Region | Should -Be 'eu-west-1'
        (Get-Check $result NameResolves).Message | Should -Match 'the caller is in us-east-1 and the API in eu-west-1'
        $result.Check.Status | Should -Not -Contain 'Failed'
    }
}

Describe 'A repair of a call between two accounts' {
    BeforeAll {
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}' -Confirm:$false @consumer
        function Test-Both { Test-PrivateApi -Uri (Get-Url $closed) @caller -CallerProfileName consumer @provider }
        $result = Test-Both
        $ours = "In account 123456789012: Edit the policy of API $($closed.RestApiId).*: " + [regex]::Escape($result.Change[0].Command)
        $theirs = "In the caller's account 210987654321: Allow .* in the policy of $($endpoint.VpcEndpointId): " + [regex]::Escape($result.Change[1].Command)
    }

    It 'knows what each of them has to change' {
        $result.Change.Kind | Should -Be 'ResourcePolicy', 'EndpointPolicy'
        $result.Input.CallerAccountId | Should -Be '210987654321'
    }

    It 'is refused in an account that has neither side' {
        { $result | Repair-PrivateApi -Force -ErrorAction Stop @stranger } | Should -Throw -ErrorId 'ConnectionMismatch,*'
    }

    It 'does not call from the caller''s place in the API''s account' {
        { $result | Repair-PrivateApi -Force -Via Lambda -ErrorAction Stop @provider } |
            Should -Throw -ErrorId 'NotRepairable,*' -ExpectedMessage '*its caller is in account 210987654321, and a call with -Via is made from there*-CallerProfileName*'
    }

    It 'is made on each side by a run in its own account, which says what the other has to do' {
        $first = $result | Repair-PrivateApi -Force -WarningVariable rest -WarningAction SilentlyContinue @provider
        $first.Change.Kind | Should -Be 'ResourcePolicy'
        $first.AccountId | Should -Be '123456789012'
        "$rest" | Should -Match "^Only account 123456789012 is changed.* $theirs"
        "$rest" | Should -Not -Match $ours
        (Test-Both).Change.Kind | Should -Be 'EndpointPolicy'

        $again = { $result | Repair-PrivateApi -Force -ErrorAction Stop @provider } | Should -Throw -ErrorId 'NotRepairable,*' -PassThru
        $again.Exception.Message | Should -Match "account 123456789012 has nothing to change, and a run changes one account. $theirs"

        $second = $result | Repair-PrivateApi -Force -Via Lambda -WarningVariable rest -WarningAction SilentlyContinue @consumer
        $second.Change.Kind | Should -Be 'EndpointPolicy'
        $second.AccountId | Should -Be '210987654321'
        "$rest" | Should -Match "Only account 210987654321 is changed.* $ours"
        $second.Result.Live.StatusCode | Should -Be 200
        (Test-Both).Verdict | Should -Be 'Reachable'

        $null = $second | Repair-PrivateApi -Undo -Force @consumer
        (Test-Both).Change.Kind | Should -Be 'EndpointPolicy'
        $null = $first | Repair-PrivateApi -Undo -Force @provider
        (Test-Both).Change.Kind | Should -Be 'ResourcePolicy', 'EndpointPolicy'
    }
}

Describe 'A repair of both sides of a call between two accounts' {
    BeforeAll {
        $elsewhere = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}'
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $elsewhere -Confirm:$false @consumer
        $both = @{ CallerProfileName = 'consumer' }
        $result = Test-PrivateApi -Uri (Get-Url $closed) @caller @both @provider
    }

    It 'shows what is changed in which account, and changes nothing with -WhatIf' {
        Start-Transcript -Path "$TestDrive/both.txt" | Out-Null
        $result | Repair-PrivateApi -WhatIf @both @provider | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        $shown = Get-Content "$TestDrive/both.txt" -Raw
        $shown | Should -Match "In account 123456789012: Edit the policy of API $($closed.RestApiId)"
        $shown | Should -Match "In account 210987654321: Allow .* in the policy of $($endpoint.VpcEndpointId)"
        (Test-PrivateApi -Uri (Get-Url $closed) @caller @both @provider).Change.Count | Should -Be 2
    }

    It 'makes each change in the account that it is of, proves it from the caller''s, and takes both back' {
        $repaired = $result | Repair-PrivateApi -Force -Via Lambda -WarningVariable said @both @provider
        $said | Should -BeNullOrEmpty
        $repaired.Change.Kind | Should -Be 'ResourcePolicy', 'EndpointPolicy'
        $repaired.Change.AccountId | Should -Be '123456789012', '210987654321'
        $repaired.Verdict | Should -Be 'Reachable'
        $repaired.Result.Live.StatusCode | Should -Be 200
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId @consumer).Policy | Should -Match $closed.RestApiId

        { $repaired | Repair-PrivateApi -Undo -Force -ErrorAction Stop @provider } |
            Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.RepairPrivateApiCommand' -ExpectedMessage '*in account 210987654321*-CallerProfileName*'
        $null = $repaired | Repair-PrivateApi -Undo -Force @both @provider
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId @consumer).Policy | Should -Not -Match $closed.RestApiId
        (Test-PrivateApi -Uri (Get-Url $closed) @caller @both @provider).Change.Kind | Should -Be 'ResourcePolicy', 'EndpointPolicy'
    }

    It 'refuses a profile of a third account' {
        { $result | Repair-PrivateApi -Force -CallerProfileName stranger -ErrorAction Stop @provider } |
            Should -Throw -ErrorId 'NotRepairable,*' -ExpectedMessage '*a profile of account 111122223333, and its caller is in account 210987654321*'
    }

    AfterAll {
        $open = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $open -Confirm:$false @consumer
    }
}


# API Gateway guide, "Invoke a private API": an associated endpoint has a name of its own for the API, {api}-{vpce}, which needs no header.
Describe 'Another account''s endpoint' {
    BeforeAll {
        # Without private DNS only the name of the association, or a header, leads to the API.
        $plain = New-PrivateApiNetwork -Name Plain @consumer | New-PrivateApiEndpoint -NoPrivateDns @consumer
        $arn = "arn:aws:ec2:eu-west-1:210987654321:vpc-endpoint/$($plain.VpcEndpointId)"
    }

    It 'is piped to the provider, who makes an API that is called through it by the association''s name' {
        $made = $plain | New-PrivateApi -Name Piped -Sample PetStore -StageName demo @provider -Verbose 4>&1 | Tee-Object -Variable all | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }
        $made.AccountId | Should -Be '123456789012'
        $made.AssociatedVpcEndpointId | Should -Be $plain.VpcEndpointId
        "$all" | Should -Match "$($plain.VpcEndpointId) belongs to account 210987654321\. The API, its policy and its associations are account 123456789012's"

        $alias = ($made.Url | Where-Object Form -EQ Alias).Url
        $alias | Should -Be "https://$($made.RestApiId)-$($plain.VpcEndpointId).execute-api.eu-west-1.amazonaws.com/demo"
        (Invoke-PrivateApi -Uri "$alias/pets" -Via Lambda -SubnetId $plain.SubnetId[0] -VpcEndpointId $plain.VpcEndpointId @consumer).StatusCode | Should -Be 200
        Test-PrivateApi -Uri "$alias/pets" -SubnetId $plain.SubnetId[0] -CallerProfileName consumer -Quiet @provider | Should -BeTrue

        ($plain | New-PrivateApi -Name Piped -Sample PetStore -StageName demo @provider).RestApiId | Should -Be $made.RestApiId
    }

    It 'is named by <Case> too' -ForEach @(
        @{ Case = 'its object'; Value = { $plain } }
        @{ Case = 'its ARN'; Value = { $arn } }
        @{ Case = 'what AWS Tools return'; Value = { [pscustomobject]@{ VpcEndpointId = $plain.VpcEndpointId; OwnerId = '210987654321'; ServiceName = 'com.amazonaws.eu-west-1.execute-api' } } }
    ) {
        $named = & $Value
        (New-PrivateApi -Name Named -Sample PetStore -VpcEndpointId $named @provider).AssociatedVpcEndpointId | Should -Be $plain.VpcEndpointId
        $changed = $api | Set-PrivateApi -AddVpcEndpointId $named -StageName demo @provider
        $changed.AssociatedVpcEndpointId | Should -Be $plain.VpcEndpointId
        $null = $api | Set-PrivateApi -RemoveVpcEndpointId $plain.VpcEndpointId -StageName demo @provider
    }

    It 'is told apart in what -WhatIf shows' {
        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        $plain | New-PrivateApi -Name NotMade -Sample PetStore -WhatIf @provider | Should -BeNullOrEmpty
        $api | Set-PrivateApi -AddVpcEndpointId $plain -WhatIf @provider | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        $shown = Get-Content "$TestDrive/whatif.txt" -Raw
        $shown | Should -Match "\+ $($plain.VpcEndpointId) of account 210987654321"
        $shown | Should -Match "associated with $($plain.VpcEndpointId) of account 210987654321,"
        Get-PrivateApi NotMade* @provider | Should -BeNullOrEmpty
    }

    It 'is what a regional API is converted for, and -ProbePath says from where it can be called' {
        $other = New-PrivateApi -Name Converted -Sample PetStore -StageName demo -SourceVpc $network.VpcId @provider
        $null = $other | Set-PrivateApi -EndpointType Regional -RemovePolicy -Force @provider
        $converted = $other | Set-PrivateApi -EndpointType Private -VpcEndpointId $plain -ProbePath /pets -Force -WarningVariable said -WarningAction SilentlyContinue @provider
        $converted.EndpointType, $converted.AssociatedVpcEndpointId | Should -Be 'PRIVATE', $plain.VpcEndpointId
        "$said" | Should -Match "$($plain.VpcEndpointId) of account 210987654321 cannot be called through from here"
        "$said" | Should -Not -Match EndpointUnknown
    }

    It 'is not found by its id alone, which may be a slip; the error says how it is named' {
        { New-PrivateApi -Name Bad -Sample PetStore -VpcEndpointId $plain.VpcEndpointId -ErrorAction Stop @provider } |
            Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.NewPrivateApiCommand' -ExpectedMessage '*by its ARN, or pass its object*'
    }

    It 'is refused where it is in another Region' {
        { New-PrivateApi -Name Bad -Sample PetStore -VpcEndpointId ($arn -replace 'eu-west-1', 'us-east-1') -ErrorAction Stop @provider } |
            Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.NewPrivateApiCommand' -ExpectedMessage '*in one Region*'
    }
}

Describe 'The policies of both sides' {
    BeforeAll {
        $their = New-PrivateApiNetwork -Name Policies @consumer | New-PrivateApiEndpoint @consumer
        $shared = $their | New-PrivateApi -Name Policies -Sample PetStore -StageName demo @provider
        $arn = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0"
    }

    # API Gateway guide, "Use VPC endpoint policies for private APIs", example 1: the ARN has the account of the API.
    It 'let the endpoint through to the other account''s API and to no other' {
        $policy = New-PrivateApiPolicy -Template EndpointApiAllowlist -ApiArn $shared
        ($policy.ToJson() | ConvertFrom-Json).Statement.Resource | Should -Be "arn:aws:execute-api:eu-west-1:123456789012:$($shared.RestApiId)/*"
        $null = $their | Set-PrivateApiEndpoint -Policy $policy @consumer
        $through = @{ VpcEndpointId = $their.VpcEndpointId; CallerProfileName = 'consumer'; Via = 'Lambda'; StageName = 'demo'; Path = '/pets' }
        $result = $shared | Test-PrivateApi @through @provider
        $result.Live.StatusCode, $result.PredictedStatusCode | Should -Be 200, 200
        $null = $api | Set-PrivateApiPolicy -AddSourceVpce $their -StageName demo -Force -WarningAction SilentlyContinue @provider
        $result = $api | Test-PrivateApi @through @provider
        $result.Live.StatusCode, $result.PredictedStatusCode | Should -Be 403, 403
        $result.FailedCheck | Should -Be 'EndpointPolicy'
    }

    It 'name other accounts'' endpoints without a warning that they are unknown, if it is said whose they are' {
        $null = $shared | Set-PrivateApiPolicy -AddSourceVpce $arn -StageName demo -Force -WarningVariable said -WarningAction SilentlyContinue @provider
        "$said" | Should -Not -Match EndpointUnknown
        (Get-PrivateApiPolicy $shared @provider).Policy | Should -Match '"vpce-0123456789abcdef0"'
        $null = $shared | Set-PrivateApiPolicy -AddSourceVpce vpce-0fedcba9876543210 -StageName demo -Force -WarningVariable said -WarningAction SilentlyContinue @provider
        "$said" | Should -Match 'vpce-0fedcba9876543210 is not among the endpoints of this account.*-SourceVpce takes another account''s endpoint'
        "$said" | Should -Not -Match "$($their.VpcEndpointId) is not among"
    }

    It 'are read on their own side, and both are removed there' {
        ($shared | Get-PrivateApiAccess @provider | Where-Object Effect -EQ Allowed).Caller | Should -Match $their.VpcEndpointId
        $shared | Remove-PrivateApi -Force @provider
        $their | Remove-PrivateApiEndpoint -Force @consumer
        Get-PrivateApi Policies* @provider | Should -BeNullOrEmpty
        Get-PrivateApiEndpoint Policies* @consumer | Should -BeNullOrEmpty
    }
}
