BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"
    function Invoke-Rows([object[]] $Row, [hashtable] $Argument = @{}, [string] $Command = 'Test-PrivateApi') {
        $Row | & $Command @Argument -ErrorAction SilentlyContinue -ErrorVariable said
        $said | ForEach-Object { $_ }
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'A row of a runbook' {
    It 'is the test of its path, its method and its caller' {
        $result = [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo'; Path = '/pets'; Method = 'DELETE'; SubnetId = $network.SubnetId[1]; SecurityGroupId = $network.SecurityGroupId } | Test-PrivateApi
        $result.Verdict | Should -Be 'Blocked'
        $result.Method, $result.Path | Should -Be 'DELETE', '/pets'
        $result.Caller | Should -BeLike "$($network.SubnetId[1]) * with $($network.SecurityGroupId)"
    }

    It 'comes from Import-Csv: lists have semicolons or commas, an empty cell is not given' {
        $file = Join-Path $TestDrive 'calls.csv'
        Set-Content $file @"
RestApiId,StageName,Path,Method,SubnetId,SecurityGroupId,InstanceId,VpcId,SourceIp,OnPremises,VpcEndpointId,UrlForm,Header
$($api.RestApiId),demo,/pets,,$($network.SubnetId[0]),$($network.SecurityGroupId),,,,,,,
PetStore,,/pets,POST,$($network.SubnetId -join ';'),$($network.SecurityGroupId),,,,,,Alias,
$($api.RestApiId),demo,/pets,,,,,$($network.VpcId),172.16.0.9,true,$($endpoint.VpcEndpointId),,
$($api.RestApiId),demo,/pets,,"$($network.SubnetId -join ', ')",$($network.SecurityGroupId),,,,,,,"{""Host"":""other.example.com""}"
$($api.RestApiId),demo,,,,,,,,,,,
"@
        $results = Import-Csv $file | Test-PrivateApi
        $results.Count | Should -Be 7
        $results[0].Verdict, $results[0].Method, $results[0].VpcEndpointId | Should -Be 'Reachable', 'GET', $endpoint.VpcEndpointId
        $results[1].Method, $results[1].UrlForm | Should -Be 'POST', 'Alias'
        $results[1, 2].Caller | ForEach-Object { ($_ -split ' ')[0] } | Should -Be $network.SubnetId
        $results[3].Caller | Should -Match '172\.16\.0\.9.*premises'
        (Get-Check $results[4] RequestHost).Status | Should -Be 'Skipped'
        (Get-Check $results[4] RequestHost).Message | Should -Match 'the Host is other.example.com'
        (Get-Check $results[0] RequestHost).Status | Should -Be 'Passed'
        (Get-Check $results[6] CallerRoute).Status | Should -Be 'NotApplicable'
    }

    It 'is one test with others that differ in the API only, and its own where the caller differs' {
        $rows = 1..2 | ForEach-Object { [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo'; SubnetId = $network.SubnetId[$_ - 1] } }
        ($rows | Test-PrivateApi).Caller | ForEach-Object { ($_ -split ' ')[0] } | Should -Be $network.SubnetId
    }

    It 'is judged in its own Region' {
        $results = [pscustomobject] @{ RestApiId = $api.RestApiId; Region = 'us-east-1' }, [pscustomobject] @{ RestApiId = $api.RestApiId; Region = '' } | Test-PrivateApi
        $results.Region | Should -Be 'us-east-1', 'eu-west-1'
        $results.Verdict | Should -Be 'Unknown', 'Reachable'
    }

    It 'gives way to the command line, and gives what the command line leaves open' {
        $row = [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'none'; Path = '/pets'; SubnetId = $network.SubnetId[0] }
        $result = $row | Test-PrivateApi -StageName demo
        $result.StageName, $result.Path | Should -Be 'demo', '/pets'
        ([pscustomobject] @{ SubnetId = $network.SubnetId[0] } | Test-PrivateApi PetStore demo).Caller | Should -Match $network.SubnetId[0]
    }

    It 'may be an object of a class, or one that Select-Object made' {
        class CallRow { [string] $RestApiId; [string] $StageName; [string] $SubnetId }
        $row = [CallRow] @{ RestApiId = $api.RestApiId; StageName = 'demo'; SubnetId = $network.SubnetId[0] }
        ($row | Test-PrivateApi).Caller | Should -Match $network.SubnetId[0]
        (Get-PrivateApi | Select-Object *, @{ n = 'SubnetId'; e = { $network.SubnetId[0] } } | Test-PrivateApi).Caller | Should -Match $network.SubnetId[0]
    }

    It 'is the call of Invoke-PrivateApi' {
        $row = [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo'; Path = '/pets'; Method = 'DELETE'; SubnetId = $network.SubnetId -join ';'; SecurityGroupId = ''; Body = '' }
        $answer = $row | Invoke-PrivateApi -Via Lambda
        $answer.StatusCode, $answer.Body.message | Should -Be 403, 'Missing Authentication Token'
        $row.Method = ''
        ($row | Invoke-PrivateApi -Via Lambda).StatusCode | Should -Be 200
    }
}

Describe 'A row that cannot be taken at its word is an error, and no result' {
    It '<Name>' -ForEach @(
        @{ Name = 'with a name without its ending'; Row = @{ Stage = 'demo' }; Said = '*Stage is not the name of a parameter: StageName is.*' }
        @{ Name = 'with a caller without its ending'; Row = @{ Subnet = 'subnet-1' }; Said = '*: SubnetId is.*' }
        @{ Name = 'with a slip'; Row = @{ SubentId = 'subnet-1' }; Said = '*SubentId is not the name of a parameter: SubnetId is.*' }
        @{ Name = 'with another spelling'; Row = @{ 'security-group-id' = 'sg-1' }; Said = '*: SecurityGroupId is.*' }
        @{ Name = 'with the plural'; Row = @{ SecurityGroups = 'sg-1' }; Said = '*: SecurityGroupId is.*' }
        @{ Name = 'with another word'; Row = @{ Verb = 'POST' }; Said = '*: Method is.*' }
        @{ Name = 'with a URL'; Row = @{ Url = 'https://example.com/' }; Said = '*: Uri is.*' }
        @{ Name = 'with a caller in words'; Row = @{ Caller = 'subnet-1 (10.0.0.0/24)' }; Said = '*Caller is a caller in words: name it with SubnetId*' }
        @{ Name = 'with two callers'; Row = @{ SubnetId = 'subnet-1'; InstanceId = 'i-1' }; Said = '*SubnetId and InstanceId do not go together*' }
        @{ Name = 'with a group and no subnet'; Row = @{ SecurityGroupId = 'sg-1' }; Said = '*SecurityGroupId needs SubnetId, or VpcId and SourceIp as well.*' }
        @{ Name = 'with a profile, which is the whole command''s'; Row = @{ ProfileName = 'work' }; Said = '*ProfileName cannot come from a row: give -ProfileName on the command line.*' }
        @{ Name = 'with no address where one stands'; Row = @{ VpcId = 'vpc-1'; SourceIp = 'here' }; Said = '*SourceIp*' }
        @{ Name = 'with a form of address that there is not'; Row = @{ UrlForm = 'Bogus' }; Said = '*UrlForm*Bogus*' }
        @{ Name = 'with no id where one stands'; Row = @{ InstanceId = 'web-1' }; Said = '*InstanceId*web-1*' }
        @{ Name = 'with neither yes nor no'; Row = @{ VpcId = 'vpc-1'; SourceIp = '10.0.0.1'; OnPremises = 'maybe' }; Said = '*OnPremises: It is true or false.*' }
    ) {
        $given = [pscustomobject] (@{ RestApiId = $api.RestApiId } + $Row)
        $said = Invoke-Rows $given
        $said.Count | Should -Be 1
        $said.FullyQualifiedErrorId | Should -Be 'RowNotUnderstood,PrivateApi.Commands.TestPrivateApiCommand'
        "$said" | Should -BeLike $Said
        "$($said.TargetObject)" | Should -Be "$given"
    }

    It 'with a caller beside one on the command line' {
        "$(Invoke-Rows ([pscustomobject] @{ RestApiId = $api.RestApiId; SubnetId = $network.SubnetId[0] }) @{ InstanceId = 'i-0123456789abcdef0' })" | Should -BeLike '*InstanceId and SubnetId do not go together*'
    }

    It 'with another Region than the command line' {
        "$(Invoke-Rows ([pscustomobject] @{ RestApiId = $api.RestApiId; Region = 'us-east-1' }) @{ Region = 'eu-west-1' })" | Should -BeLike '*Its Region is us-east-1, and the command line says eu-west-1.*'
    }

    It 'from a report in CSV, which says the caller in words' {
        $api | Test-PrivateApi @caller | Export-Csv (Join-Path $TestDrive 'results.csv')
        (Invoke-Rows (Import-Csv (Join-Path $TestDrive 'results.csv'))).FullyQualifiedErrorId | Should -Be 'RowNotUnderstood,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'for Invoke-PrivateApi too' {
        (Invoke-Rows ([pscustomobject] @{ RestApiId = $api.RestApiId; Verb = 'POST' }) @{ Via = 'Lambda' } 'Invoke-PrivateApi').FullyQualifiedErrorId | Should -Be 'RowNotUnderstood,PrivateApi.Commands.InvokePrivateApiCommand'
    }

    It 'for Invoke-PrivateApi where the caller is one that only a test has: <_>' -ForEach 'FunctionName', 'VpcId', 'OnPremises', 'DomainName' {
        $said = Invoke-Rows ([pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo'; $_ = 'true' }) @{ Via = 'Lambda' } 'Invoke-PrivateApi'
        $said.FullyQualifiedErrorId | Should -Be 'RowNotUnderstood,PrivateApi.Commands.InvokePrivateApiCommand'
        "$said" | Should -BeLike "*$_ is a parameter of Test-PrivateApi*"
    }

    It 'for Invoke-PrivateApi with a form of address that there is not' {
        "$(Invoke-Rows ([pscustomobject] @{ RestApiId = $api.RestApiId; UrlForm = 'Bogus' }) @{ Via = 'Lambda' } 'Invoke-PrivateApi')" | Should -BeLike '*UrlForm*Bogus*'
    }

    It 'and makes the answer of -Quiet false' {
        [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo' }, [pscustomobject] @{ RestApiId = $api.RestApiId; Stage = 'demo' } | Test-PrivateApi -Quiet -ErrorAction SilentlyContinue | Should -BeExactly $false
    }

    It 'nor is an object taken that gives nothing: <_>' -ForEach 5, ([datetime] '2026-01-01'), ([pscustomobject] @{ Owner = 'me' }) {
        (Invoke-Rows $_ @{ RestApiId = $api.RestApiId }).FullyQualifiedErrorId | Should -Be 'InputNotUsed,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'for a command that changes something, <Command>, which is not done' -ForEach @(
        @{ Command = 'Publish-PrivateApi'; Argument = @{ StageName = 'demo' }; Row = @{ Variable = 'level=2' }; Said = '*Variable cannot come from a row: give -Variable on the command line.*' }
        @{ Command = 'Publish-PrivateApi'; Argument = @{ StageName = 'demo' }; Row = @{ Stage = 'prod' }; Said = '*Stage is not the name of a parameter: StageName is.*' }
        @{ Command = 'Set-PrivateApi'; Argument = @{ DisableExecuteApiEndpoint = $true }; Row = @{ StageName = 'demo' }; Said = '*StageName cannot come from a row*' }
        @{ Command = 'Set-PrivateApiPolicy'; Argument = @{ AddSourceVpc = 'vpc-0123456789abcdef0' }; Row = @{ RemoveSid = 'Everyone' }; Said = '*RemoveSid cannot come from a row*' }
        @{ Command = 'Get-PrivateApiPolicy'; Argument = @{}; Row = @{ Stage = 'demo' }; Said = '*: StageName is.*' }
    ) {
        $before = ($api | Get-PrivateApiPolicy).PolicyJson, (Get-PrivateApi PetStore).DisableExecuteApiEndpoint
        $said = Invoke-Rows ([pscustomobject] (@{ RestApiId = $api.RestApiId } + $Row)) $Argument $Command
        $said.FullyQualifiedErrorId | Should -BeLike 'RowNotUnderstood,*'
        "$said" | Should -BeLike $Said
        ($api | Get-PrivateApiPolicy).PolicyJson, (Get-PrivateApi PetStore).DisableExecuteApiEndpoint | Should -Be $before
    }

    It 'unless it is an answer of AWS as JSON, which says what there is' {
        $answer = ConvertFrom-Json (@{ id = $api.RestApiId; name = 'PetStore'; policy = '{}'; description = 'x'; endpointConfiguration = @{ types = @('PRIVATE'); vpcEndpointIds = @() } } | ConvertTo-Json)
        ($answer | Publish-PrivateApi -StageName demo).StageName | Should -Be 'demo'
        ($answer | Get-PrivateApiPolicy).RestApiId | Should -Be $api.RestApiId
    }

    It 'unless the command line says it too' {
        $stage = [pscustomobject] @{ RestApiId = $api.RestApiId; Description = 'of the row' } | Publish-PrivateApi -StageName demo -Description typed
        $stage.StageName | Should -Be 'demo'
    }

    It 'while columns of its owner are its owner''s' {
        [pscustomobject] @{ RestApiId = $api.RestApiId; StageName = 'demo'; Name = 'PetStore'; Owner = 'me'; State = 'new'; Expected = 'Reachable'; Comment = 'x'; Subnet = '' } | Test-PrivateApi -Quiet | Should -BeExactly $true
    }

    It 'an empty argument is refused where an empty cell is not: -<_>' -ForEach 'StageName', 'Method', 'VpcEndpointId', 'DomainName', 'ApiKey', 'Principal', 'LoadBalancerArn', 'Region' {
        $given = @{ $_ = '' }
        { Test-PrivateApi PetStore @given } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.TestPrivateApiCommand'
    }
}

Describe 'A result that is piped back' {
    It 'is the same test again, with its caller' {
        $first = $api | Test-PrivateApi @caller -StageName demo -Method DELETE -Path /pets -UrlForm Alias -Header @{ 'x-key' = 'secret' }
        $again = $first | Test-PrivateApi
        foreach ($name in 'RestApiId', 'StageName', 'Method', 'Path', 'Caller', 'VpcEndpointId', 'UrlForm', 'Url', 'Verdict') { $again.$name | Should -Be $first.$name }
        $again.Check.Status | Should -Be $first.Check.Status
    }

    It 'takes what is typed in its place' {
        $first = $api | Test-PrivateApi @caller -StageName demo -Method DELETE -Path /pets
        $proved = $first | Test-PrivateApi -Method GET -Via Lambda
        $proved.Method, $proved.Live.StatusCode, $proved.Caller | Should -Be 'GET', 200, $first.Caller
        ($first | Test-PrivateApi -SubnetId $network.SubnetId[1]).Caller | Should -Match $network.SubnetId[1]
    }

    It 'keeps the URL that was tested' {
        $first = Test-PrivateApi -Uri "https://$($api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo/pets" @caller
        $again = $first | Test-PrivateApi
        $again.Path, $again.Caller, $again.Url | Should -Be $first.Path, $first.Caller, $first.Url
    }

    It 'is the call of Invoke-PrivateApi' {
        $answer = $api | Test-PrivateApi @caller -StageName demo -Method DELETE -Path /pets | Invoke-PrivateApi -Via Lambda
        $answer.StatusCode | Should -Be 403
        $answer.Url | Should -Match '/demo/pets$'
    }

    It 'is called from where it was judged, not from where the endpoint is' {
        $other = New-PrivateApiNetwork -Name Elsewhere -CidrBlock 10.9.0.0/16
        $place = @{ VpcId = $other.VpcId; SourceIp = '10.9.0.20'; SecurityGroupId = $other.SecurityGroupId }
        $judged = $api | Test-PrivateApi @place -StageName demo -Path /pets
        $judged.PredictedFailure | Should -Be 'ConnectTimeout'
        $answer = $judged | Invoke-PrivateApi -Via Lambda
        $answer.StatusCode, $answer.Failure | Should -Be $null, 'ConnectTimeout'
        ($judged | Invoke-PrivateApi -Via Lambda @caller).StatusCode | Should -Be 200
    }

    It 'is not called from a subnet where its caller is on premises' {
        $judged = $api | Test-PrivateApi -OnPremises -SourceIp 192.168.7.7 -VpcId $network.VpcId -StageName demo -Path /pets
        $refused = { $judged | Invoke-PrivateApi -Via Lambda -ErrorAction Stop } | Should -Throw -ErrorId 'CallerElsewhere,PrivateApi.Commands.InvokePrivateApiCommand' -PassThru
        $refused.Exception.Message | Should -Match 'on premises.*-SubnetId'
        ($judged | Invoke-PrivateApi -Via Lambda @caller).StatusCode | Should -Be 200
    }

    It 'is not called past the load balancer that it was tested through' {
        $arn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/front/50dc6c495c0c9188'
        $judged = $api | Test-PrivateApi @caller -StageName demo -Path /pets -LoadBalancerArn $arn
        $refused = { $judged | Invoke-PrivateApi -Via Lambda -ErrorAction Stop } | Should -Throw -ErrorId 'TestNotKnown,PrivateApi.Commands.InvokePrivateApiCommand' -PassThru
        $refused.Exception.Message | Should -Match 'loadbalancer/app/front/50dc6c495c0c9188.*-Uri'
        ($api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda @caller).StatusCode | Should -Be 200
    }

    It 'is that test out of a job and a file too: <_>' -ForEach 'Job', 'File' {
        $first = $api | Test-PrivateApi @caller -StageName demo -Method DELETE -Path /pets -UrlForm Alias
        $stored = switch ($_) {
            'Job' { Start-Job { $args } -ArgumentList $first | Receive-Job -Wait -AutoRemoveJob }
            'File' { $first | Export-Clixml (Join-Path $TestDrive 'result.xml'); Import-Clixml (Join-Path $TestDrive 'result.xml') }
        }
        $stored.PSTypeNames[0] | Should -BeLike 'Deserialized.*'
        $again = $stored | Test-PrivateApi
        foreach ($name in 'Method', 'Path', 'Caller', 'UrlForm', 'Verdict') { $again.$name | Should -Be $first.$name }
        ($stored | Invoke-PrivateApi -Via Lambda).StatusCode | Should -Be 403
    }

    It 'from a file says so where the file has no secrets' {
        $api | Test-PrivateApi @caller -StageName demo -Header @{ Authorization = 'Bearer abcdefghijkl' } | Export-Clixml (Join-Path $TestDrive 'secret.xml')
        $said = Invoke-Rows (Import-Clixml (Join-Path $TestDrive 'secret.xml'))
        $said.FullyQualifiedErrorId | Should -Be 'TestNotKnown,PrivateApi.Commands.TestPrivateApiCommand'
        "$said" | Should -Match 'without the secrets in its header Authorization'
    }

    It 'from a file is refused if it is not whole' {
        $api | Test-PrivateApi @caller -StageName demo | Export-Clixml (Join-Path $TestDrive 'part.xml')
        (Get-Content (Join-Path $TestDrive 'part.xml') -Raw).Replace('N="Verdict"', 'N="Other"') | Set-Content (Join-Path $TestDrive 'part.xml')
        $part = Import-Clixml (Join-Path $TestDrive 'part.xml')
        (Invoke-Rows $part).FullyQualifiedErrorId | Should -Be 'InputNotWhole,PrivateApi.Commands.TestPrivateApiCommand'
    }

    It 'from a file of facts says that it is of no test' {
        $file = Join-Path $TestDrive 'facts.json'
        $null = $api | Test-PrivateApi @caller -StageName demo -SnapshotPath $file
        $said = Invoke-Rows (Test-PrivateApi -SnapshotPath $file)
        $said.FullyQualifiedErrorId | Should -Be 'TestNotKnown,PrivateApi.Commands.TestPrivateApiCommand'
    }
}
