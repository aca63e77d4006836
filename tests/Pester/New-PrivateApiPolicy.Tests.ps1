BeforeAll { Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force }

Describe 'New-PrivateApiPolicy' {
    It 'makes AWS''s template for endpoints, as an object whose text is the JSON' {
        $policy = New-PrivateApiPolicy -SourceVpce vpce-0a1b2c3d, vpce-11112222
        $json = "$policy" | ConvertFrom-Json
        $json.Version | Should -Be '2012-10-17'
        $json.Statement.Effect | Should -Be 'Allow', 'Deny'
        $json.Statement[1].Condition.StringNotEquals.'aws:SourceVpce' | Should -Be 'vpce-0a1b2c3d', 'vpce-11112222'
    }

    It 'puts all endpoints of the pipeline into one policy' {
        $policy = @([pscustomobject]@{ VpcEndpointId = 'vpce-0a1b2c3d' }, [pscustomobject]@{ VpcEndpointId = 'vpce-11112222' }) | New-PrivateApiPolicy
        @($policy).Count | Should -Be 1
        ("$policy" | ConvertFrom-Json).Statement[1].Condition.StringNotEquals.'aws:SourceVpce'.Count | Should -Be 2
    }

    It 'names stages, methods and paths' {
        $policy = New-PrivateApiPolicy -AccountId 111122223333 -StageName demo -Method get, post -Path /pets
        ("$policy" | ConvertFrom-Json).Statement.Resource | Should -Be 'execute-api:/demo/GET/pets', 'execute-api:/demo/POST/pets'
    }

    It 'keeps a range out with -Deny' {
        $policy = New-PrivateApiPolicy -SourceIp 10.0.9.0/24 -Deny
        ("$policy" | ConvertFrom-Json).Statement[1].Condition.IpAddress.'aws:VpcSourceIp' | Should -Be '10.0.9.0/24'
    }

    It 'makes the other forms' {
        ("$(New-PrivateApiPolicy -SourceVpc vpc-0a1b2c3d -Template AllowOnly)" | ConvertFrom-Json).Statement.Effect | Should -Be 'Allow'
        ("$(New-PrivateApiPolicy -SourceVpce vpce-0a1b2c3d -Template Gate)" | ConvertFrom-Json).Statement.Effect | Should -Be 'Deny'
    }

    It 'says what is missing' {
        { New-PrivateApiPolicy -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicy,PrivateApi.Commands.NewPrivateApiPolicyCommand'
    }

    It 'makes policies on which nothing is found' {
        New-PrivateApiPolicy -SourceVpce vpce-0a1b2c3d | Test-PrivateApiPolicy | Should -BeNullOrEmpty
        New-PrivateApiPolicy -OrganizationId o-exampleorg1 | Test-PrivateApiPolicy | Should -BeNullOrEmpty
    }

    It 'makes <Template> by name, and nothing is found on it' -ForEach @(
        @{ Template = 'SourceVpceAllowlist'; With = @{ SourceVpce = 'vpce-0a1b2c3d' }; Effect = 'Allow', 'Deny' }
        @{ Template = 'SourceVpcAllowlist'; With = @{ SourceVpc = 'vpc-0a1b2c3d' }; Effect = 'Allow', 'Deny' }
        @{ Template = 'VpcSourceIpDenylist'; With = @{ SourceIp = '10.0.9.0/24' }; Effect = 'Allow', 'Deny' }
        @{ Template = 'VpcSourceIpAllowlist'; With = @{ SourceIp = '10.0.0.0/16' }; Effect = 'Allow', 'Deny' }
        @{ Template = 'CrossAccountRole'; With = @{ AccountId = 'arn:aws:iam::111122223333:role/orders'; StageName = 'prod'; Method = 'GET'; Path = '/pets' }; Effect = 'Allow' }
        @{ Template = 'AccountAllowlist'; With = @{ AccountId = '111122223333' }; Effect = 'Allow' }
        @{ Template = 'VpcOnly'; With = @{ SourceVpc = 'vpc-0a1b2c3d' }; Effect = 'Allow' }
        @{ Template = 'PreAuthVpceGate'; With = @{ SourceVpce = 'vpce-0a1b2c3d' }; Effect = 'Deny' }
        @{ Template = 'RoleAndVpce'; With = @{ AccountId = 'arn:aws:iam::111122223333:role/orders'; SourceVpce = 'vpce-0a1b2c3d' }; Effect = 'Allow' }
        @{ Template = 'AllowOnlyVpce'; With = @{ SourceVpce = 'vpce-0a1b2c3d' }; Effect = 'Allow' }
    ) {
        $policy = New-PrivateApiPolicy -Template $Template @With
        ("$policy" | ConvertFrom-Json).Statement.Effect | Should -Be $Effect
        $policy | Test-PrivateApiPolicy | Should -BeNullOrEmpty
    }

    It 'makes <Template> for an API that is not private' -ForEach @(
        @{ Template = 'SourceIpAllowlist'; Operator = 'NotIpAddress' }
        @{ Template = 'SourceIpDenylist'; Operator = 'IpAddress' }
    ) {
        $policy = New-PrivateApiPolicy -Template $Template -SourceIp 203.0.113.0/24
        ("$policy" | ConvertFrom-Json).Statement[1].Condition.$Operator.'aws:SourceIp' | Should -Be '203.0.113.0/24'
    }

    It 'makes <Template> for an endpoint, and nothing is found on it' -ForEach @(
        @{ Template = 'EndpointApiAllowlist'; With = @{ ApiArn = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5' }; Resource = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*' }
        @{ Template = 'EndpointGetOnly'; With = @{ ApiArn = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5'; StageName = 'prod' }; Resource = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/*' }
        @{ Template = 'EndpointPrincipalAllowlist'; With = @{ ApiArn = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5'; AccountId = 'arn:aws:iam::111122223333:user/anna' }; Resource = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*' }
        @{ Template = 'EndpointDomainAllowlist'; With = @{ DomainArn = 'arn:aws:execute-api:eu-west-1:111122223333:/domainnames/api.example.com+abc123' }; Resource = '*' }
        @{ Template = 'EndpointOrganization'; With = @{ OrganizationId = 'o-exampleorg1' }; Resource = '*' }
    ) {
        $policy = New-PrivateApiPolicy -Template $Template @With
        ("$policy" | ConvertFrom-Json).Statement.Resource | Should -Be $Resource
        $policy | Test-PrivateApiPolicy -EndpointPolicy | Should -BeNullOrEmpty
    }

    It 'makes an endpoint policy that keeps something out' {
        $api = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5'
        $domain = 'arn:aws:execute-api:eu-west-1:111122223333:/domainnames/api.example.com+abc123'
        $policy = New-PrivateApiPolicy -Template EndpointDomainAndApi -DomainArn $domain -ApiArn $api -DeniedArn "$api/admin/*"
        ("$policy" | ConvertFrom-Json).Statement[1].Resource | Should -Be "$api/admin/*"
        (Test-PrivateApiPolicy $policy -Resource "$api/prod/GET/pets" -EndpointPolicy).Effect | Should -Be 'Allowed'
        (Test-PrivateApiPolicy $policy -Resource "$api/admin/GET/pets" -EndpointPolicy).Effect | Should -Be 'ExplicitlyDenied'
    }

    It 'says what a template needs, and what it has no use for' {
        { New-PrivateApiPolicy -Template RoleAndVpce -SourceVpce vpce-0a1b2c3d -ErrorAction Stop } | Should -Throw '*needs -AccountId*' -ErrorId 'InvalidPolicy,PrivateApi.Commands.NewPrivateApiPolicyCommand'
        { New-PrivateApiPolicy -Template VpcOnly -SourceVpc vpc-0a1b2c3d -OrganizationId o-exampleorg1 -ErrorAction Stop } | Should -Throw '*does not use -OrganizationId*'
    }
}
