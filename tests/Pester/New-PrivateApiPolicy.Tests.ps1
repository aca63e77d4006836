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
}
