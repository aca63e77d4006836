BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI'
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiAuthorizer' {
    It 'refuses one that methods use, with -Force too, and names them' {
        $used = $api | New-PrivateApiAuthorizer -Name people -UserPoolArn $pool -Method GET -Path /pets
        { $used | Remove-PrivateApiAuthorizer -Force -ErrorAction Stop } | Should -Throw -ExpectedMessage '*GET /pets*' -ErrorId 'AuthorizerInUse,PrivateApi.Commands.RemovePrivateApiAuthorizerCommand'
        ($api | Get-PrivateApiAuthorizer -Name people).AuthorizerId | Should -Be $used.AuthorizerId
    }

    It 'removes by object and by name, and nothing with -WhatIf' {
        $one = $api | New-PrivateApiAuthorizer -Name one -UserPoolArn $pool
        $null = $api | New-PrivateApiAuthorizer -Name two -UserPoolArn $pool
        $one | Remove-PrivateApiAuthorizer -WhatIf
        ($api | Get-PrivateApiAuthorizer -Name one).Name | Should -Be one
        $one | Remove-PrivateApiAuthorizer -Force
        Remove-PrivateApiAuthorizer -RestApiId $api.RestApiId -Name t* -Force
        ($api | Get-PrivateApiAuthorizer).Name | Should -Be people
    }

    It 'says that one is not there only where it was typed' {
        $gone = $api | New-PrivateApiAuthorizer -Name gone -UserPoolArn $pool
        $gone | Remove-PrivateApiAuthorizer -Force
        $gone | Remove-PrivateApiAuthorizer -Force -ErrorAction Stop
        { Remove-PrivateApiAuthorizer $api.RestApiId nobody -Force -ErrorAction Stop } | Should -Throw -ErrorId 'AuthorizerNotFound,PrivateApi.Commands.RemovePrivateApiAuthorizerCommand'
    }
}
