BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI'
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiAuthorizer' {
    It 'puts methods under it and deploys' {
        $made = $api | New-PrivateApiAuthorizer -Name people -UserPoolArn $pool -Method get -Path /pets -StageName demo
        $made.Type | Should -Be 'COGNITO_USER_POOLS'
        $made.Method | Should -Be 'GET /pets'
        $made.IdentitySource | Should -Be 'method.request.header.Authorization'
        (Get-PrivateApi shop).Stage.DeploymentId | Should -Not -Be $api.Stage.DeploymentId
    }

    It 'deploys nothing and returns the same again' {
        $before = (Get-PrivateApi shop).Stage.DeploymentId
        ($api | New-PrivateApiAuthorizer -Name people -UserPoolArn $pool -Method GET -Path /pets -StageName demo).AuthorizerId |
            Should -Be ($api | Get-PrivateApiAuthorizer -Name people).AuthorizerId
        (Get-PrivateApi shop).Stage.DeploymentId | Should -Be $before
    }

    It 'puts exactly those methods under it that are named as they are shown, beside those of a path' {
        $exact = $api | New-PrivateApiAuthorizer -Name exact -UserPoolArn $pool -Method 'post /pets'
        $exact.Method | Should -Be 'POST /pets'
        $more = $api | New-PrivateApiAuthorizer -Name more -UserPoolArn $pool -Method 'GET /' -Path '/pets/{petId}'
        $more.Method | Should -Be 'GET /', 'GET /pets/{petId}'
        { $api | New-PrivateApiAuthorizer -Name none -UserPoolArn $pool -Method 'PUT /pets' -ErrorAction Stop } | Should -Throw -ErrorId 'MethodNotFound,*'
    }

    It 'prints the steps with -WhatIf and makes nothing' {
        $api | New-PrivateApiAuthorizer -Name never -UserPoolArn $pool -Path /pets -WhatIf | Should -BeNullOrEmpty
        $api | Get-PrivateApiAuthorizer -Name never* | Should -BeNullOrEmpty
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a function that is not there'; With = @{ FunctionName = 'nobody' }; Id = 'FunctionNotFound' }
        @{ What = 'a method that is not there'; With = @{ UserPoolArn = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI'; Method = 'PUT' }; Id = 'MethodNotFound' }
        @{ What = 'a user pool that is no ARN'; With = @{ UserPoolArn = 'eu-west-1_AbCdEfGhI' }; Id = 'InvalidAuthorizer' }
        @{ What = 'an expression that is none'; With = @{ FunctionName = 'nobody'; IdentityValidationExpression = '(' }; Id = 'InvalidAuthorizer' }
        @{ What = 'a cache of more than an hour'; With = @{ FunctionName = 'nobody'; TtlSec = 3601 }; Id = 'InvalidAuthorizer' }
    ) {
        { $api | New-PrivateApiAuthorizer -Name refused @With -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiAuthorizerCommand"
    }
}
