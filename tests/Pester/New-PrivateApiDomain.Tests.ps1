BeforeAll {
    . "$PSScriptRoot/DomainScene.ps1"
    $other = $endpoint | New-PrivateApi Other -Sample PetStore -StageName prod
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiDomain' {
    It 'makes a name for a piped API that is called at once, from inside the VPC' {
        $domain = $api | New-PrivateApiDomain pets.example.com
        $domain.PSTypeNames[0] | Should -Be 'PrivateApi.Model.Domain'
        $domain.Status | Should -Be 'AVAILABLE'
        $domain.CertificateArn | Should -Be $wildcard
        $domain.RoutingMode | Should -Be 'BASE_PATH_MAPPING_ONLY'
        $domain.Mapping.RestApiId | Should -Be $api.RestApiId
        $domain.Mapping.StageName | Should -Be 'demo'
        $domain.Association.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $domain.Association.State | Should -Be 'Available'
        $domain.Record.VpcId | Should -Be $network.VpcId
        $domain.Record.Target | Should -Be $endpoint.DnsName[0]
        $domain.Policy | Should -Match $endpoint.VpcEndpointId
        $domain.Policy | Should -Match "execute-api:eu-west-1:123456789012:/domainnames/pets.example.com\+$($domain.DomainNameId)"
        $domain.Tag['privateapi:name'] | Should -Be 'pets.example.com'

        $answer = Invoke-PrivateApi -Uri https://pets.example.com/pets -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda
        $answer.StatusCode | Should -Be 200
        $answer.Body[0].price | Should -Be 249.99
        (Test-PrivateApi -Uri https://pets.example.com/pets -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId).Verdict | Should -Be 'Reachable'

        $proved = $api | Test-PrivateApi -DomainName pets.example.com -Path '/pets?type=dog' -SubnetId $network.SubnetId[0] -SecurityGroupId $network.SecurityGroupId -Via Lambda
        $proved.Live.StatusCode | Should -Be 200
        $proved.Live.Url | Should -Be 'https://pets.example.com/pets?type=dog'
        $proved.Live.Body.type | Should -Be 'dog', 'dog', 'dog'
    }

    It 'returns what exists when it is said again' {
        ($api | New-PrivateApiDomain pets.example.com).DomainNameId | Should -Be (Get-PrivateApiDomain pets.example.com).DomainNameId
        @(Get-PrivateApiDomain pets.example.com).Mapping | Should -HaveCount 1
    }

    It 'completes what is missing: a base path more' {
        $domain = $api | New-PrivateApiDomain pets.example.com -BasePath v2
        $domain.Mapping.BaseUrl | Sort-Object | Should -Be 'https://pets.example.com', 'https://pets.example.com/v2'
        (Invoke-PrivateApi -Uri https://pets.example.com/v2/pets -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 200
    }

    It 'refuses <Case> for the same name and names the difference' -ForEach @(
        @{ Case = 'another policy'; More = { @{ SourceVpc = $network.VpcId } }; Message = '*another policy*' }
        @{ Case = 'another routing mode'; More = { @{ RoutingMode = 'ROUTING_RULE_ONLY' } }; Message = '*BASE_PATH_MAPPING_ONLY, not ROUTING_RULE_ONLY*' }
        @{ Case = 'another certificate'; More = { @{ CertificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/1' } }; Message = "*-CertificateArn*" }
    ) {
        $more = & $More
        { $api | New-PrivateApiDomain pets.example.com @more -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiDomainCommand' -ExpectedMessage $Message
    }

    It 'refuses another target for the same base path' {
        { $other | New-PrivateApiDomain pets.example.com -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiDomainCommand' -ExpectedMessage "*$($api.RestApiId)/demo, not $($other.RestApiId)/prod*"
    }

    It 'follows routing rules before base paths' {
        $rule = @{ Priority = 10; BasePath = 'beta'; Header = @{ 'x-version' = 'beta*' }; RestApiId = $other.RestApiId; StageName = 'prod'; StripBasePath = $true }
        $domain = $api | New-PrivateApiDomain rules.example.com -RoutingRule $rule
        $domain.RoutingMode | Should -Be 'ROUTING_RULE_THEN_BASE_PATH_MAPPING'
        $domain.Rule.Priority | Should -Be 10
        $domain.Rule.Header | Should -Be 'x-version=beta*'
        $call = @{ VpcEndpointId = $endpoint.VpcEndpointId; Via = 'Lambda' }
        (Invoke-PrivateApi -Uri https://rules.example.com/beta/pets -Header @{ 'x-version' = 'beta2' } @call).StatusCode | Should -Be 200
        (Invoke-PrivateApi -Uri https://rules.example.com/beta/pets @call).StatusCode | Should -Be 403
        (Invoke-PrivateApi -Uri https://rules.example.com/pets @call).StatusCode | Should -Be 200
    }

    It 'strips a rule''s base path if it is told so, as text too: <Given>' -ForEach @(
        @{ Given = 'false'; Strips = $false }
        @{ Given = 'True'; Strips = $true }
        @{ Given = $null; Strips = $false }
    ) {
        $rule = @{ Priority = 10; BasePath = 'beta'; RestApiId = $api.RestApiId; StageName = 'demo'; StripBasePath = $Given }
        $domain = $api | New-PrivateApiDomain "strips-$("$Given".ToLowerInvariant())0.example.com" -RoutingRule $rule
        $domain.Rule.StripBasePath | Should -Be $Strips
    }

    It 'uses a zone that is there, and leaves its other records alone' {
        $body = "<CreateHostedZoneRequest xmlns=`"https://route53.amazonaws.com/doc/2013-04-01/`"><Name>corp.example.com</Name><VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>$($network.VpcId)</VPCId></VPC><CallerReference>corp</CallerReference></CreateHostedZoneRequest>"
        $zone = (Invoke-Lab route53 POST /2013-04-01/hostedzone $body).CreateHostedZoneResponse.HostedZone.Id.Split('/')[-1]
        $null = Import-Certificate 'api.corp.example.com'
        $domain = $api | New-PrivateApiDomain api.corp.example.com
        $domain.Record.HostedZoneId | Should -Be $zone
        (Invoke-PrivateApi -Uri https://api.corp.example.com/pets -VpcEndpointId $endpoint.VpcEndpointId -Via Lambda).StatusCode | Should -Be 200
        Remove-PrivateApiDomain api.corp.example.com -Force
        $left = (Invoke-Lab route53 GET "/2013-04-01/hostedzone/$zone/rrset").ListResourceRecordSetsResponse.ResourceRecordSets.ResourceRecordSet
        $left.Type | Sort-Object | Should -Be 'NS', 'SOA'
    }

    It 'refuses <Case> before anything is made' -ForEach @(
        @{ Case = 'a name without a certificate'; Line = { $api | New-PrivateApiDomain shop.example.net -ErrorAction Stop }; Id = 'CertificateNotFound' }
        @{ Case = 'a certificate of another name'; Line = { $api | New-PrivateApiDomain a.b.example.com -CertificateArn $wildcard -ErrorAction Stop }; Id = 'CertificateMismatch' }
        @{ Case = 'nobody who may call'; Line = { New-PrivateApiDomain new.example.com -RestApiId $api.RestApiId -ErrorAction Stop }; Id = 'PolicyRequired' }
        @{ Case = 'a base path of two parts'; Line = { $api | New-PrivateApiDomain new.example.com -BasePath v1/pets -ErrorAction Stop }; Id = 'InvalidBasePath' }
        @{ Case = 'a stage that is not there'; Line = { $api | New-PrivateApiDomain new.example.com -StageName prod -ErrorAction Stop }; Id = 'StageNotFound' }
        @{ Case = 'an endpoint that is not there'; Line = { New-PrivateApiDomain new.example.com -VpcEndpointId vpce-0123456789abcdef0 -ErrorAction Stop }; Id = 'EndpointNotFound' }
        @{ Case = 'a rule without a priority'; Line = { $api | New-PrivateApiDomain new.example.com -RoutingRule @{ RestApiId = 'a'; StageName = 'b' } -ErrorAction Stop }; Id = 'InvalidRoutingRule' }
        @{ Case = 'two rules of one priority'; Line = { $api | New-PrivateApiDomain new.example.com -RoutingRule @{ Priority = 1; RestApiId = 'a'; StageName = 'b' }, @{ Priority = 1; RestApiId = 'c'; StageName = 'd' } -ErrorAction Stop }; Id = 'InvalidRoutingRule' }
        @{ Case = 'a rule that strips its base path by a word'; Line = { $api | New-PrivateApiDomain new.example.com -RoutingRule @{ Priority = 1; RestApiId = $api.RestApiId; StageName = 'demo'; StripBasePath = 'no' } -ErrorAction Stop }; Id = 'InvalidRoutingRule' }
        @{ Case = 'a stage without an API'; Line = { New-PrivateApiDomain new.example.com -SourceVpc $network.VpcId -StageName demo -ErrorAction Stop }; Id = 'ApiRequired' }
        @{ Case = 'a base path without an API'; Line = { New-PrivateApiDomain new.example.com -SourceVpc $network.VpcId -BasePath zzz -StageName demo -ErrorAction Stop }; Id = 'ApiRequired' }
        @{ Case = 'a wildcard'; Line = { $api | New-PrivateApiDomain '*.example.com' -ErrorAction Stop }; Id = 'InvalidName' }
    ) {
        $Line | Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiDomainCommand"
        Get-PrivateApiDomain new.* | Should -BeNullOrEmpty
    }

    It 'refuses one base path for two APIs' {
        { $api, $other | New-PrivateApiDomain new.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'BasePathTwice,PrivateApi.Commands.NewPrivateApiDomainCommand'
    }

    It 'refuses a name that a zone leads elsewhere, before anything is made' {
        $zone = (Get-PrivateApiDomain pets.example.com).Record.HostedZoneId
        $alias = "<AliasTarget><HostedZoneId>Z1</HostedZoneId><DNSName>$($endpoint.DnsName[1])</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>"
        $record = "<ResourceRecordSet><Name>a.pets.example.com</Name><Type>A</Type>$alias</ResourceRecordSet>"
        $null = Invoke-Lab route53 POST "/2013-04-01/hostedzone/$zone/rrset/" ('<ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes><Change>' +
            "<Action>CREATE</Action>$record</Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>")
        $null = Import-Certificate 'a.pets.example.com'
        { $api | New-PrivateApiDomain a.pets.example.com -ErrorAction Stop } |
            Should -Throw -ErrorId 'RecordExists,PrivateApi.Commands.NewPrivateApiDomainCommand' -ExpectedMessage "*$zone*"
        Get-PrivateApiDomain a.pets* | Should -BeNullOrEmpty
        ($api | New-PrivateApiDomain a.pets.example.com -NoRecord).Record.Target | Should -Be $endpoint.DnsName[1]
    }

    It 'makes nothing with -WhatIf, and says each step' {
        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        $api | New-PrivateApiDomain what.example.com -ShareWithAccountId 210987654321 -WhatIf | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        $text = Get-Content "$TestDrive/whatif.txt" -Raw
        foreach ($step in 'Create the private custom domain name what.example.com', 'Lead its root to', 'Associate vpce-', 'Create the private hosted zone', 'Create the record', 'Share it with 210987654321') {
            $text | Should -Match ([regex]::Escape($step))
        }
        Get-PrivateApiDomain what.* | Should -BeNullOrEmpty
    }

    It 'leaves a name alone that somebody else made' {
        $null = Invoke-Lab apigateway POST /domainnames @{ domainName = 'theirs.example.com'; certificateArn = $wildcard; endpointConfiguration = @{ types = @('PRIVATE') } }
        { $api | New-PrivateApiDomain theirs.example.com -ErrorAction Stop } | Should -Throw -ErrorId 'DomainExists,PrivateApi.Commands.NewPrivateApiDomainCommand'
    }

    It 'returns a pending name with -NoWait, and the same command waits' {
        $slow = Start-PrivateApiLab -Region eu-west-1 -PendingTime 20s -NoDefault
        $aws = @{ EndpointUrl = $slow.EndpointUrl; Region = 'eu-west-1'; AccessKey = '123456789012'; SecretKey = 'x' }
        try {
            $gate = New-PrivateApiNetwork slow @aws | New-PrivateApiEndpoint @aws
            $named = @{ CertificateArn = (& { $lab = $slow; Import-Certificate 'slow.example.com' }); VpcEndpointId = $gate.VpcEndpointId }
            $domain = New-PrivateApiDomain slow.example.com @named -NoWait @aws
            $domain.Status | Should -Be 'PENDING'
            $domain.Association.State | Should -Be 'Pending'
            $domain = New-PrivateApiDomain slow.example.com @named @aws
            $domain.Status | Should -Be 'AVAILABLE'
            $domain.Association.State | Should -Be 'Available'
        }
        finally { $slow | Stop-PrivateApiLab }
    }
}
