# What Test-PrivateApi finds: each fault made, diagnosed, repaired by its remedy, and gone.
BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    # Runs a remedy as a user pastes it.
    function Invoke-Remedy($Check) { & ([scriptblock]::Create("`$ConfirmPreference = 'None'; $($Check.Remedy)")) }

    $https = @{ 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 443; 'IpPermissions.1.ToPort' = 443 }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Test-PrivateApi finds' {
    It 'private DNS that is off, and its remedy turns it on' {
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Confirm:$false
        $check = Get-Check ($api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns) NameResolves
        $check.Status | Should -Be 'Failed'
        $check.Message | Should -Match "private DNS of $($endpoint.VpcEndpointId) is off"
        $check.Remedy | Should -Be "Set-PrivateApiEndpoint -VpcEndpointId $($endpoint.VpcEndpointId) -PrivateDnsEnabled `$true"
        ($api | Test-PrivateApi @caller -StageName demo).UrlForm | Should -Be 'Alias'
        $null = Invoke-Remedy $check
        ($api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns).Verdict | Should -Be 'Reachable'
    }

    It 'DNS hostnames of the VPC that are off' {
        $null = Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'false' }
        $result = $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns
        $result.PredictedFailure | Should -Be 'NameNotResolved'
        (Get-Check $result NameResolves).Remedy | Should -Be "Edit-EC2VpcAttribute -VpcId $($network.VpcId) -EnableDnsHostnames `$true"
        $null = Invoke-Aws ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'true' }
        $api | Test-PrivateApi @caller -StageName demo -UrlForm PrivateDns -Quiet | Should -BeTrue
    }

    It 'a closed security group of the endpoint, and calls time out' {
        $rule = $https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock }
        $null = Invoke-Aws RevokeSecurityGroupIngress $rule
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda
        (Get-Check $result EndpointIngress).Status | Should -Be 'Failed'
        (Get-Check $result EndpointIngress).Message | Should -Match "no rule of $($network.SecurityGroupId) allows TCP 443 in"
        (Get-Check $result EndpointIngress).Remedy | Should -Match "^Grant-EC2SecurityGroupIngress -GroupId $($network.SecurityGroupId) .*443"
        $result.PredictedFailure | Should -Be 'ConnectTimeout'
        $result.Live.Failure | Should -Be 'ConnectTimeout'
        $result.Agrees | Should -BeTrue
        $null = Invoke-Aws AuthorizeSecurityGroupIngress $rule
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a closed group, with a remedy that can be copied from a terminal of 80 columns' {
        $rule = $https + @{ GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock }
        $null = Invoke-Aws RevokeSecurityGroupIngress $rule
        $result = $api | Test-PrivateApi @caller -StageName demo
        $null = Invoke-Aws AuthorizeSecurityGroupIngress $rule
        $check = Get-Check $result EndpointIngress
        function Grant-EC2SecurityGroupIngress {
            [CmdletBinding()]
            param([Parameter(Mandatory)] [string] $GroupId, [Parameter(Mandatory)] [hashtable[]] $IpPermission)
            "$GroupId $(ConvertTo-Json $IpPermission -Depth 5 -Compress)"
        }
        $typed = & ([scriptblock]::Create($check.Remedy))
        $typed | Should -Match "^$($network.SecurityGroupId) .*443"
        $check.Remedy | Should -Not -Match '\r|\n'
        ($check.Remedy | Out-String -Width 80).TrimEnd() | Should -Be $check.Remedy
        foreach ($shown in ($result | Out-String -Width 80), ($check | Format-List | Out-String -Width 80)) {
            $copied = [regex]::Match($shown, 'Grant-EC2SecurityGroupIngress (?:[^\n]*[`+]\r?\n)+[^\n]*').Value
            $copied -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessThan 80 }
            & ([scriptblock]::Create($copied)) | Should -Be $typed
        }
    }

    It 'a network ACL that holds the answers back' {
        $acl = (Invoke-Aws DescribeNetworkAcls @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $network.VpcId }).GetElementsByTagName('networkAclId')[0].InnerText
        $null = Invoke-Aws CreateNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Protocol = 6; RuleAction = 'deny'; Egress = 'true'; CidrBlock = '10.0.0.0/8'; 'PortRange.From' = 1024; 'PortRange.To' = 65535 }
        $second = @{ SubnetId = $network.PublicSubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
        $result = $api | Test-PrivateApi @second -StageName demo -Via Lambda
        (Get-Check $result EndpointNetworkAcl).Status | Should -Be 'Failed'
        (Get-Check $result EndpointNetworkAcl).Message | Should -Match 'rule 50 denies the answer'
        (Get-Check $result EndpointNetworkAcl).Remedy | Should -Match "^New-EC2NetworkAclEntry -NetworkAclId $acl -RuleNumber 49 -Egress \`$true"
        $result.Agrees | Should -BeTrue
        $null = Invoke-Aws DeleteNetworkAclEntry @{ NetworkAclId = $acl; RuleNumber = 50; Egress = 'true' }
        $api | Test-PrivateApi @second -StageName demo -Quiet | Should -BeTrue
    }

    It 'an endpoint policy that denies, and what the call gets' {
        $closed = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:elsewhere/*"}]}'
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy $closed -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda
        (Get-Check $result EndpointPolicy).Status | Should -Be 'Failed'
        (Get-Check $result EndpointPolicy).Remedy | Should -Match "^Set-PrivateApiEndpoint -VpcEndpointId $($endpoint.VpcEndpointId) -AddStatement"
        $result.PredictedBody | Should -Match 'because no VPC endpoint policy allows the execute-api:Invoke action'
        $result.PredictedBody | Should -Be $result.Live.Content
        $result.Agrees | Should -BeTrue
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' -Confirm:$false
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a policy that does not name the endpoint, and its remedy does' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo
        $check = Get-Check $result ResourcePolicy
        $check.Status | Should -Be 'Failed'
        $result.PredictedStatusCode | Should -Be 403
        $check.Remedy | Should -Be "Set-PrivateApiPolicy -RestApiId $($api.RestApiId) -AddSourceVpce $($endpoint.VpcEndpointId) -StageName demo"
        $null = Invoke-Remedy $check
        $api | Test-PrivateApi @caller -StageName demo -Quiet | Should -BeTrue
    }

    It 'a policy that is not deployed, leaves the verdict to the deployed one, and advises no deployment that would shut the call out' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce vpce-0fedcba9876543210 -Confirm:$false
        $result = $api | Test-PrivateApi @caller -StageName demo -Via Lambda
        $result.Verdict | Should -Be 'Reachable'
        $result.Agrees | Should -BeTrue
        $check = Get-Check $result PolicyDeployed
        $check.Status | Should -Be 'Failed'
        $check.Remedy | Should -BeNullOrEmpty
        $null = Publish-PrivateApi -RestApiId $api.RestApiId -StageName demo -Confirm:$false
        $denied = $api | Test-PrivateApi @caller -StageName demo -Via Lambda
        $denied.Verdict | Should -Be 'Blocked'
        $denied.Live.StatusCode | Should -Be 403
        (Get-Check $denied PolicyDeployed).Status | Should -Be 'Passed'
        $null = $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -StageName demo -Confirm:$false
    }

    It 'an alias without an association, and its remedy associates' {
        $dark = New-PrivateApiNetwork Dark -CidrBlock 10.99.0.0/16 | New-PrivateApiEndpoint -NoPrivateDns
        $lonely = New-PrivateApi -Name Lonely -Sample PetStore -StageName demo -Policy (New-PrivateApiPolicy -SourceVpce $dark.VpcEndpointId).ToString()
        $asked = @{ UrlForm = 'Alias'; VpcEndpointId = $dark.VpcEndpointId }
        $check = Get-Check ($lonely | Test-PrivateApi @asked) EndpointAssociated
        $check.Status | Should -Be 'Failed'
        $null = Invoke-Remedy $check
        (Get-Check ($lonely | Test-PrivateApi @asked) EndpointAssociated).Status | Should -Be 'Passed'

        # Private DNS answers the name in the endpoint's own VPC, and without a caller nobody knows who asks.
        (Get-Check ($lonely | Test-PrivateApi -UrlForm Alias -VpcEndpointId $endpoint.VpcEndpointId) EndpointAssociated).Status | Should -Be 'Warning'
        $lonely | Remove-PrivateApi -Force
        $dark | Remove-PrivateApiEndpoint -Force
        Remove-PrivateApiNetwork Dark -Force
    }

    It 'public APIs that private DNS cuts off, as a warning that stops nothing' {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' }
        $public = Invoke-RestMethod "$($lab.EndpointUrl)restapis" -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/json -Body '{"name":"Shop","endpointConfiguration":{"types":["REGIONAL"]}}'
        $result = $api | Test-PrivateApi @caller -StageName demo
        $result.Verdict | Should -Be 'Reachable'
        (Get-Check $result PublicApiShadowed).Status | Should -Be 'Warning'
        (Get-Check $result PublicApiShadowed).Message | Should -Match "Shop \($($public.id)\)"
        $null = Invoke-RestMethod "$($lab.EndpointUrl)restapis/$($public.id)" -Method Delete -Headers $headers -SkipHeaderValidation
    }
}
