# Each fault is made, mended by Repair-PrivateApi, proved by a live call, and taken back exactly.
BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    $other = 'vpce-0123456789abcdef0'
    $https = @{ 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 443; 'IpPermissions.1.ToPort' = 443 }
    $acl = (Invoke-Aws DescribeNetworkAcls @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $network.VpcId }).GetElementsByTagName('networkAclId')[0].InnerText
    $elsewhere = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}'

    $stock = '{"openapi":"3.0.1","info":{"title":"PetStore","version":"1"},"paths":{"/stock":{"get":{"security":[{"key":[]}],"responses":{"200":{"description":"fine"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}}},"components":{"securitySchemes":{"key":{"type":"apiKey","name":"x-api-key","in":"header"}}}}'

    # A call of API Gateway, for what the module has no command for.
    function Invoke-Gateway([string] $Method, [string] $Path, [string] $Body) {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' }
        $content = $Body ? @{ Body = $Body; ContentType = 'application/json' } : @{}
        Invoke-RestMethod -Uri "$($lab.EndpointUrl)$Path" -Method $Method -Headers $headers -SkipHeaderValidation @content
    }

    # All of an account that a repair may touch, as text.
    function Get-State {
        $text = foreach ($action in 'DescribeSecurityGroups', 'DescribeNetworkAcls', 'DescribeRouteTables') { (Invoke-Aws $action).DocumentElement.LastChild.OuterXml }
        $text += Invoke-Gateway GET usageplans | ConvertTo-Json -Depth 5
        $text += Invoke-Gateway GET apikeys | ConvertTo-Json -Depth 5
        $text += foreach ($name in 'enableDnsSupport', 'enableDnsHostnames') { (Invoke-Aws DescribeVpcAttribute @{ VpcId = $network.VpcId; Attribute = $name }).DocumentElement.LastChild.OuterXml }
        $text += (Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId | Select-Object PrivateDnsEnabled, Policy | ConvertTo-Json)
        $now = Get-PrivateApi -RestApiId $api.RestApiId
        $text += ($now | Select-Object VpcEndpointId, DisableExecuteApiEndpoint | ConvertTo-Json)
        $text += ($now.Stage | Select-Object StageName, DeploymentId | ConvertTo-Json)
        $text += (Get-PrivateApiPolicy -RestApiId $api.RestApiId).Policy
        $text -join "`n"
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Repair-PrivateApi' {
    It 'mends <Fault> by the smallest change, the call gets through, and -Undo takes it back' -ForEach @(
        @{ Fault = 'DNS hostnames that are off'; Kind = 'VpcAttribute'; Form = 'PrivateDns'
            Break = { Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'false' } }
            Mend = { Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'true' } } }
        @{ Fault = 'private DNS that is off'; Kind = 'PrivateDns'; Form = 'PrivateDns'
            Break = { Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Confirm:$false }
            Mend = { Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $true -Confirm:$false -Force } }
        @{ Fault = 'a closed security group'; Kind = 'SecurityGroupRule'; Form = 'Auto'
            Break = { Invoke-Aws RevokeSecurityGroupIngress ($https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock }) }
            Mend = { Invoke-Aws AuthorizeSecurityGroupIngress ($https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock }) } }
        @{ Fault = 'a network ACL that denies requests and answers'; Kind = 'NetworkAclEntry'; Form = 'Auto'; From = 'Public'
            Break = {
                Invoke-Aws CreateNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Protocol = 6; RuleAction = 'deny'; Egress = 'true'; CidrBlock = '10.0.0.0/8'; 'PortRange.From' = 1; 'PortRange.To' = 65535 }
                Invoke-Aws CreateNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Protocol = 6; RuleAction = 'deny'; Egress = 'false'; CidrBlock = '10.0.0.0/8'; 'PortRange.From' = 1; 'PortRange.To' = 65535 }
            }
            Mend = { foreach ($way in 'true', 'false') { Invoke-Aws DeleteNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Egress = $way } } } }
        @{ Fault = 'a policy that excepts another endpoint'; Kind = 'ResourcePolicy'; Form = 'Auto'
            Break = { $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false }
            Mend = { $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName demo -Confirm:$false -Force } }
        @{ Fault = 'a policy that was not deployed'; Kind = 'Deployment'; Form = 'Auto'
            Break = {
                $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false
                $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -Confirm:$false -Force
            }
            Mend = { $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName demo -Confirm:$false -Force } }
        @{ Fault = 'a default host that is disabled'; Kind = 'DefaultEndpoint'; Form = 'Auto'
            Break = { Set-PrivateApi -RestApiId $api.RestApiId -DisableExecuteApiEndpoint $true -StageName demo -Confirm:$false }
            Mend = { Set-PrivateApi -RestApiId $api.RestApiId -DisableExecuteApiEndpoint $false -StageName demo -Confirm:$false } }
        @{ Fault = 'an endpoint policy for other APIs'; Kind = 'EndpointPolicy'; Form = 'Auto'
            Break = { Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $elsewhere -Confirm:$false }
            Mend = { Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' -Confirm:$false } }
        @{ Fault = 'an endpoint that is not associated'; Kind = 'EndpointAssociation'; Form = 'Alias'
            Break = {
                Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Confirm:$false
                Set-PrivateApi -RestApiId $api.RestApiId -VpcEndpointId @() -StageName demo -Confirm:$false
                $script:call = @{ StageName = 'demo'; Path = '/pets'; VpcEndpointId = $endpoint.VpcEndpointId }
            }
            Mend = {
                Set-PrivateApi -RestApiId $api.RestApiId -VpcEndpointId $endpoint.VpcEndpointId -StageName demo -Confirm:$false
                Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $true -Confirm:$false -Force
            } }
        @{ Fault = 'a peered VPC without a route back'; Kind = 'Route'; Form = 'EndpointDns'
            Break = {
                $peer = New-PrivateApiNetwork -Name Peer -CidrBlock 10.1.0.0/16
                $peering = (Invoke-Aws CreateVpcPeeringConnection @{ VpcId = $peer.VpcId; PeerVpcId = $network.VpcId }).GetElementsByTagName('vpcPeeringConnectionId')[0].InnerText
                Invoke-Aws AcceptVpcPeeringConnection @{ VpcPeeringConnectionId = $peering }
                while ((Invoke-Aws DescribeVpcPeeringConnections @{ 'VpcPeeringConnectionId.1' = $peering }).GetElementsByTagName('code')[0].InnerText -ne 'active') { [Threading.Thread]::Sleep(20) }
                Invoke-Aws AuthorizeSecurityGroupIngress ($https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $peer.CidrBlock })
                $tables = (Invoke-Aws DescribeRouteTables @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $peer.VpcId }).GetElementsByTagName('routeTableId').InnerText | Select-Object -Unique
                foreach ($table in $tables) { Invoke-Aws CreateRoute @{ RouteTableId = $table; DestinationCidrBlock = $network.CidrBlock; VpcPeeringConnectionId = $peering } }
                $script:place = @{ SubnetId = $peer.SubnetId[0]; SecurityGroupId = $peer.SecurityGroupId }
                $script:call = @{ StageName = 'demo'; Path = '/pets'; VpcEndpointId = $endpoint.VpcEndpointId; Header = @{ 'x-apigw-api-id' = $api.RestApiId } }
            }
            Mend = { Invoke-Aws RevokeSecurityGroupIngress ($https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = '10.1.0.0/16' }) } }
        @{ Fault = 'an API key in no usage plan'; Kind = 'UsagePlan'; Form = 'Auto'
            Break = {
                $api | Set-PrivateApi -OpenApi $stock -Mode Merge -StageName demo -Confirm:$false
                $key = Invoke-Gateway POST apikeys '{"name":"Pester","enabled":true}'
                $script:call = @{ StageName = 'demo'; Path = '/stock'; ApiKey = $key.value }
            }
            Mend = { } }
    ) {
        $script:call = @{ StageName = 'demo'; Path = '/pets' }
        $script:place = $From -eq 'Public' ? @{ SubnetId = $network.PublicSubnetId[0]; SecurityGroupId = $network.SecurityGroupId } : $caller
        $null = & $Break
        try {
            $broken = Get-State
            $test = $api | Test-PrivateApi @place @call -UrlForm $Form
            $test.Verdict | Should -Be 'Blocked'

            $repaired = $test | Repair-PrivateApi -Via Lambda -Force
            $repaired.Before | Should -Be 'Blocked'
            $repaired.Verdict | Should -Be 'Reachable'
            $repaired.Change.Kind | Select-Object -Unique | Should -Be $Kind
            $repaired.Result.Live.StatusCode | Should -Be 200
            $repaired.Result.Agrees | Should -BeTrue

            $taken = $repaired | Repair-PrivateApi -Undo
            $taken.Verdict | Should -Be 'Blocked'
            Get-State | Should -Be $broken
        }
        finally { $null = & $Mend }
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'mends all layers at once, and lists under -WhatIf what each change opens' {
        $null = Invoke-Aws RevokeSecurityGroupIngress ($https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock })
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $elsewhere -Confirm:$false
        $null = $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false
        $test = $api | Test-PrivateApi @caller -StageName demo -Path /pets
        $test.Change.Kind | ForEach-Object ToString | Sort-Object | Should -Be 'EndpointPolicy', 'ResourcePolicy', 'SecurityGroupRule'

        $state = Get-State
        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        $test | Repair-PrivateApi -WhatIf
        Stop-Transcript | Out-Null
        $text = Get-Content "$TestDrive/whatif.txt" -Raw
        $text | Should -Match '\+ opens TCP 443 to members of'
        $text | Should -Match "\+ opens API $($api.RestApiId) to callers through $($endpoint.VpcEndpointId)"
        Get-State | Should -Be $state

        $repaired = $test | Repair-PrivateApi -Via Lambda -Force
        $repaired.Result.Live.StatusCode | Should -Be 200
        $repaired.Change.Count | Should -Be 3
    }

    It 'keeps every other statement of a policy' {
        $own = @'
{"Version":"2012-10-17","Statement":[
 {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin*"},
 {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":["vpce-0123456789abcdef0"]}}},
 {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}
'@
        $null = $api | Set-PrivateApiPolicy -Policy $own -StageName demo -Confirm:$false -Force
        $repaired = $api | Test-PrivateApi @caller -StageName demo -Path /pets | Repair-PrivateApi -Force
        $repaired.Verdict | Should -Be 'Reachable'
        $statements = ((Get-PrivateApiPolicy -RestApiId $api.RestApiId).Policy | ConvertFrom-Json).Statement
        $statements.Count | Should -Be 3
        $statements[0].Resource | Should -Match '/admin\*$'
        $statements[1].Condition.StringNotEquals.'aws:SourceVpce' | Should -Be $other, $endpoint.VpcEndpointId
    }

    It 'refuses what it cannot do safely, and says what stops the call' {
        $null = $api | Set-PrivateApiPolicy -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/app"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}' -StageName demo -Confirm:$false -Force
        $state = Get-State
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets | Repair-PrivateApi -Force -ErrorVariable refused -ErrorAction SilentlyContinue
        $result | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -Match '^NotRepairable,'
        $refused[0].Exception.Message | Should -Match 'ResourcePolicy: policy deployed on demo'
        Get-State | Should -Be $state
        $null = $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName demo -Confirm:$false -Force
    }

    It 'changes nothing where nothing is broken' {
        $result = $api | Test-PrivateApi @caller -StageName demo | Repair-PrivateApi -Force
        $result.Verdict | Should -Be 'Reachable'
        $result.Change | Should -BeNullOrEmpty
    }

    It 'keeps no secret of a URL in a result, and still repairs the call' {
        $uri = "https://$($api.RestApiId).execute-api.eu-west-1.amazonaws.com/demo/pets?api_key=planted-secret-value"
        $result = Test-PrivateApi -Uri $uri @caller
        $result | ConvertTo-Json -Depth 6 | Should -Not -Match 'planted-secret-value'
        ($result | Repair-PrivateApi -Force).Verdict | Should -Be 'Reachable'
    }

    It 'keeps what it changed when it is stopped, goes on with the same command, and takes both back' {
        $slow = Start-PrivateApiLab -Region eu-west-1 -NoDefault -Latency 00:00:00.200
        $there = @{ EndpointUrl = $slow.EndpointUrl; Region = 'eu-west-1'; AccessKey = 'AKIDSTOP'; SecretKey = 'none' }
        $net = New-PrivateApiNetwork -Name Slow @there
        $vpce = $net | New-PrivateApiEndpoint @there
        $shop = $vpce | New-PrivateApi -Name Slow -Sample PetStore -StageName demo @there
        $quick = $lab
        $lab = $slow
        $closed = $https + @{ GroupId = $net.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $net.CidrBlock }
        $null = Invoke-Aws RevokeSecurityGroupIngress $closed
        $null = $vpce | Set-PrivateApiEndpoint -Policy $elsewhere -Confirm:$false @there
        $null = $shop | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false @there
        function Get-Slow {
            $text = (Invoke-Aws DescribeSecurityGroupRules @{ 'Filter.1.Name' = 'group-id'; 'Filter.1.Value.1' = $net.SecurityGroupId }).DocumentElement.LastChild.OuterXml
            $text += (Get-PrivateApiEndpoint -VpcEndpointId $vpce.VpcEndpointId @there).Policy + (Get-PrivateApiPolicy -RestApiId $shop.RestApiId @there).Policy
            $text + (Get-PrivateApi -RestApiId $shop.RestApiId @there).Stage.DeploymentId
        }
        $broken = Get-Slow
        $from = @{ SubnetId = $net.SubnetId[0]; SecurityGroupId = $net.SecurityGroupId; StageName = 'demo'; Path = '/pets' }
        $test = $shop | Test-PrivateApi @from @there

        # The second change has begun, and the policy is not deployed yet: in between the run is stopped.
        $runspace = [runspacefactory]::CreateRunspace($Host, [initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $runspace.SessionStateProxy.SetVariable('test', $test)
        $runspace.SessionStateProxy.SetVariable('there', $there)
        $runspace.SessionStateProxy.SetVariable('module', ((Get-Module PrivateApi).Path -replace 'psm1$', 'psd1'))
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $running = $shell.AddScript('Import-Module $module; $test | Repair-PrivateApi -Force @there').BeginInvoke()
        while (-not $running.IsCompleted -and @($shell.Streams.Progress | Where-Object Activity -EQ 'Repair').Count -lt 2) { Start-Sleep -Milliseconds 10 }
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $kept = $runspace.SessionStateProxy.GetVariable('PrivateApiUndo')
        $runspace.Dispose()
        $kept.Change.Count | Should -BeIn 1, 2, 3 -Because 'what was under way when it was stopped is finished'
        $kept.Change[0].Kind | Should -Be 'SecurityGroupRule'

        $repaired = $test | Repair-PrivateApi -Via Lambda -Force @there
        $repaired.Result.Live.StatusCode | Should -Be 200
        ($repaired | Repair-PrivateApi -Undo @there).Change | Should -BeNullOrEmpty
        ($kept | Repair-PrivateApi -Undo @there).Verdict | Should -Be 'Blocked'
        Get-Slow | Should -Be $broken
        $slow | Stop-PrivateApiLab
        $lab = $quick
    }

    It 'takes no result that does not say of what test it is' {
        $file = "$TestDrive/case.json"
        $null = $api | Test-PrivateApi @caller -StageName demo -SnapshotPath $file
        { Test-PrivateApi -SnapshotPath $file | Repair-PrivateApi -Force -ErrorAction Stop } | Should -Throw -ErrorId 'NotRepairable,*'
    }
}
