BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $objects = 'lab', 'network', 'endpoint', 'interface', 'probe', 'api', 'stage', 'url', 'call', 'failed', 'test', 'check', 'live', 'policy', 'deployed', 'access', 'expected', 'finding', 'reason', 'case', 'cause', 'key', 'deployment', 'authorizer', 'resolver' | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    function Show { param($Value) $Value | Out-String -Width 120 }

    # Long names, and the Region with the longest zones.
    $lab = Start-PrivateApiLab -Region ap-southeast-1 6>$null
    $network = New-PrivateApiNetwork a-rather-long-name-of-a-network
    $endpoint = $network | New-PrivateApiEndpoint
    $second = New-PrivateApiNetwork other -CidrBlock 10.1.0.0/16 | New-PrivateApiEndpoint
    $api = $endpoint, $second | New-PrivateApi the-order-service-of-payments-emea -Sample PetStore -StageName demo
    $stage = $api | Publish-PrivateApi -StageName production-emea-blue
    $api = Get-PrivateApi the-order*
    $call = $endpoint | Invoke-PrivateApi $api.RestApiId demo /pets -Via Lambda
    $policy = New-PrivateApiPolicy $endpoint.VpcEndpointId
    $failed = Invoke-PrivateApi $api.RestApiId demo /pets -Via Lambda -SubnetId $endpoint.SubnetId[0] -SecurityGroupId $endpoint.SecurityGroupId[0] -UrlForm EndpointDns -VpcEndpointId $second.VpcEndpointId -TimeoutSec 1 -ErrorAction Ignore
    Set-Content TestDrive:/cases.jsonl '{"id":"one","resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]},"request":{"principal":"anonymous","action":"execute-api:Invoke","resource":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/demo/GET/pets","context":{}},"expected":"Allowed"}'
    $shown = @{
        lab       = $lab
        network   = $network
        endpoint  = $endpoint
        interface = $endpoint.NetworkInterface
        probe     = (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).Probe
        api       = $api
        stage     = $stage
        url       = $api.Url
        call      = $call
        failed    = $failed
        test      = $api | Test-PrivateApi -StageName demo
        check     = ($api | Test-PrivateApi -StageName demo)[0].Check
        live      = $api | Test-PrivateApi -StageName demo -SubnetId $endpoint.SubnetId[0] -SecurityGroupId $endpoint.SecurityGroupId[0] -Via Lambda
        policy    = $policy
        deployed  = $api | Get-PrivateApiPolicy -StageName demo
        access    = Get-PrivateApiAccess $policy
        expected  = Get-PrivateApiAccess $policy -ExpectOnly vpce-0123456789abcdef0
        finding   = Test-PrivateApiPolicy '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}'
        reason    = Test-PrivateApiPolicy $policy -Resource /demo/GET/pets -Context @{ 'aws:SourceVpce' = 'vpce-0123456789abcdef0' }
        cause     = Resolve-PrivateApiError "curl: (28) Failed to connect to $($api.RestApiId)-$($endpoint.VpcEndpointId).execute-api.ap-southeast-1.amazonaws.com port 443: Connection timed out"
        key        = $api | New-PrivateApiKey a-rather-long-name-of-a-key -StageName demo -RateLimit 5 -BurstLimit 10 -Quota 100 -QuotaPeriod Month
        deployment = $api | Get-PrivateApiDeployment
        authorizer = $api | New-PrivateApiAuthorizer -Name a-rather-long-name-of-an-authorizer -UserPoolArn arn:aws:cognito-idp:ap-southeast-1:123456789012:userpool/ap-southeast-1_AbCdEfGhI -Path /pets -StageName demo
        resolver   = $network | New-PrivateApiResolver -SourceCidr 192.168.0.0/16
        case      = Test-PrivateApiPolicy -CasePath TestDrive:/cases.jsonl
    }
}

AfterAll {
    Stop-PrivateApiLab
    $PSStyle.OutputRendering = $rendering
}

Describe 'What is shown of <Name>' -ForEach $objects {
    It 'is there' { $shown[$Name] | Should -Not -BeNullOrEmpty }

    It 'fits a table into 120 columns and cuts nothing off' {
        $table = Show ($shown[$Name] | Format-Table)
        $table -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
        $table | Should -Not -Match ([char] 0x2026)
    }

    It 'has every property in a list, none as the innards of an object' {
        $one = @($shown[$Name])[0]
        $list = Show ($one | Format-List)
        foreach ($property in $one.PSObject.Properties.Name) { $list | Should -Match "(?m)^$property\s*:" }
        $list | Should -Not -Match '\w \{ \w+ = |PrivateApi\.\w+\.\w+|System\.\w+\.\w+'
    }
}

Describe 'As JSON and CSV, <Name>' -ForEach $objects {
    BeforeAll {
        # What JSON has of an object, down to the depth that one gets without asking.
        function Get-Leaf($Value) {
            if ($Value -is [Collections.IDictionary]) { foreach ($item in $Value.Values) { Get-Leaf $item } }
            elseif ($Value -is [Collections.IList]) { foreach ($item in $Value) { Get-Leaf $item } }
            else { , $Value }
        }
        $one = @($shown[$Name])[0]
        $json = $one | ConvertTo-Json -WarningAction Ignore
        $csv = $one | ConvertTo-Csv
    }

    It 'has enumerations by name, and no innards' {
        $parsed = $json | ConvertFrom-Json -AsHashtable
        foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [enum] }) { $parsed[$property.Name] | Should -BeExactly "$($property.Value)" }
        Get-Leaf $parsed | ForEach-Object { "$_" | Should -Not -Match '^(System|PrivateApi)\.\w+\.|^\w+ \{ \w+ = ' }
        $json | Should -Not -Match '"Ticks":'
    }

    It 'has text in every column' {
        $csv -join "`n" | Should -Not -Match 'System\.(String|Collections|Object)|PrivateApi\.\w+\.\w+|\w+ \{ \w+ = '
        @($csv).Count | Should -BeGreaterThan 1
    }
}

Describe 'A result in JSON' {
    It 'is whole with -Depth 4, which its topology takes' {
        $blocked = $api | Test-PrivateApi -StageName demo -Path /nowhere
        $warnings = @()
        $parsed = @($blocked)[0] | ConvertTo-Json -Depth 4 -WarningVariable warnings -WarningAction Ignore | ConvertFrom-Json
        $warnings | Should -BeNullOrEmpty
        $parsed.Verdict | Should -BeExactly 'Blocked'
        $parsed.FailedCheck | Should -Be 'MethodExists'
        ($parsed.Check | Where-Object Name -EQ 'MethodExists').Status | Should -BeExactly 'Failed'
        $call | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_.Elapsed | Should -BeGreaterThan 0; $_.Timing.Request | Should -BeGreaterThan 0; $_.Failure | Should -BeExactly 'None' }
    }
}

Describe 'Objects of several kinds in one output' {
    It 'stay short: those after the first are lists of what matters' {
        $text = Show @($network, $endpoint, $api, $shown.test[0], $call)
        foreach ($property in 'VpcEndpointId', 'AssociatedVpcEndpointId', 'Verdict', 'Caller', 'FailedCheck', 'StatusCode') { $text | Should -Match "(?m)^$property +: " }
        foreach ($property in 'Tag', 'Policy', 'OwnerId', 'Input', 'Check', 'Headers') { $text | Should -Not -Match "(?m)^$property +: " }
        ($text -split '\r?\n').Count | Should -BeLessThan 70
    }
}

Describe 'A table' {
    It 'shows ids whole' {
        Show $endpoint | Should -Match "$($endpoint.VpcEndpointId) $($endpoint.VpcId)"
        Show $network | Should -Match "$($network.VpcId) .*$($network.SecurityGroupId) ap-southeast-1a, ap-southeast-1b"
        foreach ($id in $api.AssociatedVpcEndpointId) { Show $api | Should -Match " $id\b" }
        foreach ($interface in $endpoint.NetworkInterface) { Show $endpoint.NetworkInterface | Should -Match "$($interface.NetworkInterfaceId) $($interface.SubnetId)" }
    }

    It 'names the checks that failed, for many APIs at a glance' {
        $blocked = New-PrivateApi closed -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo -VpcEndpointId $endpoint.VpcEndpointId | Test-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId
        Show ($blocked | Format-Table) | Should -Match 'Blocked +\S+/demo +.* ResourcePolicy +403'
    }
}

Describe 'A call' {
    It 'shows status and body, and the rest on request' {
        Show $call | Should -Match 'StatusCode\s*: 200'
        Show $call | Should -Match '"type": ?"dog"'
        Show $call | Should -Not -Match 'Headers'
        Show ($call | Format-List) | Should -Match '(?i)content-type: application/json'
        "$call" | Should -Be "200 $($call.Url)"
    }

    It 'that failed says how' {
        Show $failed | Should -Match 'Failure\s*: ConnectTimeout'
        Show $failed | Should -Not -Match 'StatusCode'
    }
}

Describe 'A policy' {
    It 'shows as JSON that can be copied' {
        (Show $policy) -replace '\r?\n' | ConvertFrom-Json | ForEach-Object { $_.Statement.Count } | Should -Be 2
    }
}

Describe 'Colours' {
    It 'are in no plain output' {
        Show $endpoint | Should -Not -Match "`e\["
    }

    It 'mark what is well and what is not, where the host has them' {
        if (-not $Host.UI.SupportsVirtualTerminal) { Set-ItResult -Skipped -Because 'this host has no colours' }
        $PSStyle.OutputRendering = 'Ansi'
        $text = Show $endpoint
        $PSStyle.OutputRendering = 'PlainText'
        $text | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Green)available"))
    }
}

Describe 'What a command returns' {
    It 'has its few most important properties behind objects of another kind, and is whole in a file or a job: <_>' -ForEach @(
        (Get-Command -Module PrivateApi).OutputType.Name | Sort-Object -Unique | Where-Object { $_ -like 'PrivateApi.Model.*' }
    ) {
        $type = Get-TypeData $_
        $type.DefaultDisplayPropertySet.ReferencedProperties.Count | Should -BeIn (2..12)
        $type.SerializationDepth | Should -Be 8
    }
}
