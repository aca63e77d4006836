BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $policy = New-PrivateApiPolicy -SourceVpce vpce-0a1b2c3d, vpce-11112222
}

Describe 'Get-PrivateApiAccess' {
    It 'says who can call, in a sentence, with the statement and an example' {
        $access, $nobody = $policy | Get-PrivateApiAccess
        "$access" | Should -Be 'every caller through vpce-0a1b2c3d or vpce-11112222: everything'
        $access.Effect | Should -Be 'Allowed'
        $access.Statement.Index | Should -Be 0
        $access.Example.Resource | Should -Match '^arn:aws:execute-api:'
        "$nobody" | Should -Be 'nobody outside a VPC endpoint'
        $nobody.Effect | Should -Be 'ExplicitlyDenied'
        $nobody.Statement.Index | Should -Be 1
    }

    It 'says nobody of a policy that lets nobody in' {
        $access = Get-PrivateApiAccess '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}'
        "$access" | Should -Be 'nobody'
        $access.Effect | Should -Be 'ExplicitlyDenied'
    }

    It 'says yes when only those get in who were expected' {
        ($policy | Get-PrivateApiAccess -ExpectOnly vpce-0a1b2c3d, vpce-11112222).IsMet | Should -BeTrue
    }

    It 'says no with a request that gets in' {
        $answer = $policy | Get-PrivateApiAccess -ExpectOnly vpce-0a1b2c3d
        $answer.IsMet | Should -BeFalse
        $answer.Reason | Should -Match 'vpce-11112222'
        ($answer.Example.Context | Where-Object Key -EQ 'aws:SourceVpce').Value | Should -Be 'vpce-11112222'
    }

    It 'is honest about what cannot be decided' {
        $unknown = Get-PrivateApiAccess '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/demo/GET/${aws:username}"}}'
        $unknown.IsUnknown | Should -BeTrue
        $unknown.Why | Should -Match 'policy variable'
    }

    It 'names what is wrong with a text that is no policy' {
        { Get-PrivateApiAccess '{"Statement": 5}' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicy,PrivateApi.Commands.GetPrivateApiAccessCommand'
    }

    It 'decides dozens of routes with wildcards on both sides, and tells them together' {
        $routes = 1..40 | ForEach-Object { "execute-api:/*/GET/route$_/*" }
        $admin = 1..10 | ForEach-Object { "execute-api:/*/GET/route$_/admin/*" }
        $policy = @{ Version = '2012-10-17'; Statement = @(
            @{ Effect = 'Allow'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = $routes }
            @{ Effect = 'Deny'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = $admin }) }
        $access = @(Get-PrivateApiAccess $policy)
        $access.Count | Should -Be 1
        $access.IsUnknown | Should -BeFalse
        "$access" | Should -BeLike 'every caller: GET on /route1/`* or /route2/`* or *in every stage, but not GET on /route1/admin/`* or *'
    }
}
