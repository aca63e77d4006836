BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI'
    $null = $api | New-PrivateApiAuthorizer -Name people -UserPoolArn $pool -Path /pets
    $null = $api | New-PrivateApiAuthorizer -Name guests -UserPoolArn $pool -IdentitySource X-Guest
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiAuthorizer' {
    It 'finds them by the API as an object, an id and a name' {
        ($api | Get-PrivateApiAuthorizer).Name | Should -Be guests, people
        (Get-PrivateApiAuthorizer $api.RestApiId).Name | Should -Be guests, people
        (Get-PrivateApiAuthorizer shop p*).Name | Should -Be people
    }

    It 'finds one by its id, and by its object' {
        $one = Get-PrivateApiAuthorizer shop people
        (Get-PrivateApiAuthorizer shop -AuthorizerId $one.AuthorizerId).Name | Should -Be people
        ($one | Get-PrivateApiAuthorizer).Method | Should -Be $one.Method
        $one.Method | Should -Contain 'GET /pets'
        "$one" | Should -Be $one.AuthorizerId
    }

    It 'says which one is not there' {
        { Get-PrivateApiAuthorizer shop nobody -ErrorAction Stop } | Should -Throw -ErrorId 'AuthorizerNotFound,PrivateApi.Commands.GetPrivateApiAuthorizerCommand'
        Get-PrivateApiAuthorizer shop nobody* | Should -BeNullOrEmpty
        { Get-PrivateApiAuthorizer a1b2c3d4e5 -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.GetPrivateApiAuthorizerCommand'
    }

    It 'fits a terminal of 80 columns' {
        $api | Get-PrivateApiAuthorizer | Out-String -Width 80 | Should -Match '(?m)^people +\w+ +COGNITO_USER_POOLS Authorization +GET /pets'
    }
}
