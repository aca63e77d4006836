BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $key = [Security.Cryptography.RSA]::Create(2048)
    $pool = 'eu-west-1_Pets00001'
    function ConvertTo-Base64Url($Value) {
        $bytes = $Value -is [byte[]] ? $Value : [Text.Encoding]::UTF8.GetBytes($Value)
        [Convert]::ToBase64String($bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')
    }

    # As Cognito signs tokens (RS256, RFC 7515).
    function New-Token([string] $Use = 'id', [int] $ForSeconds = 3600, [string] $From = $pool) {
        $claims = @{ iss = "https://cognito-idp.eu-west-1.amazonaws.com/$From"; sub = 'jane'; token_use = $Use; aud = 'client'; scope = 'pets/read' }
        $claims.exp = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() + $ForSeconds
        $signed = '{0}.{1}' -f (ConvertTo-Base64Url '{"kid":"1","alg":"RS256"}'), (ConvertTo-Base64Url ($claims | ConvertTo-Json -Compress))
        $signature = $key.SignData([Text.Encoding]::ASCII.GetBytes($signed), 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        "$signed.$(ConvertTo-Base64Url $signature)"
    }

    $keys = @{ keys = @(@{ kty = 'RSA'; kid = '1'; e = 'AQAB'; n = ConvertTo-Base64Url $key.ExportParameters($false).Modulus }) }
    $null = Start-PrivateApiLab -Region eu-west-1 -UserPool @{ $pool = $keys } 6>$null
    $network = New-PrivateApiNetwork -Name Demo
    $api = $network | New-PrivateApiEndpoint | New-PrivateApi -Name shop -Sample PetStore -StageName demo
    $null = $api | New-PrivateApiAuthorizer -Name people -UserPoolArn "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/$pool" -Path /pets -Method GET -StageName demo
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId; Path = '/pets' }
}

AfterAll {
    Stop-PrivateApiLab
    $key.Dispose()
}

Describe 'Test-PrivateApi -Token' {
    It 'says of a token that fits that only the call shows its signature, and the call does' {
        $result = $api | Test-PrivateApi @caller -Token (New-Token) -Via Lambda
        $result.Verdict | Should -Be Unknown
        ($result.Check | Where-Object Name -EQ MethodAuthorization).Message | Should -Match 'Only the call shows whether its signature is valid'
        $result.Live.StatusCode | Should -Be 200
    }

    It 'predicts what the call gets: <Name>' -ForEach @(
        @{ Name = 'none'; Token = { }; Body = 'Unauthorized'; Why = $null }
        @{ Name = 'expired'; Token = { New-Token -ForSeconds -60 }; Body = 'The incoming token has expired'; Why = 'The token expired at ' }
        @{ Name = 'of another pool'; Token = { New-Token -From eu-west-1_Other0001 }; Body = 'Unauthorized'; Why = 'issued by .*/eu-west-1_Other0001, and the authorizer takes tokens of eu-west-1_Pets00001' }
        @{ Name = 'an access token'; Token = { New-Token access }; Body = 'Unauthorized'; Why = 'names no scopes, so its authorizer takes ID tokens' }
        @{ Name = 'no token at all'; Token = { 'hunter2' }; Body = 'Unauthorized'; Why = 'no JSON web token' }
    ) {
        $given = & $Token
        $with = $given ? @{ Token = $given } : @{ Header = @{ Accept = '*/*' } }
        $result = $api | Test-PrivateApi @caller @with -Via Lambda
        $result.Verdict | Should -Be Blocked
        $result.PredictedStatusCode | Should -Be 401
        $result.PredictedBody | Should -Be "{`"message`":`"$Body`"}"
        ($result.Check | Where-Object Name -EQ MethodAuthorization).Message | Should -Match $Why
        $result.Live.StatusCode | Should -Be 401
        $result.Live.Content | Should -Be $result.PredictedBody
        $result.Agrees | Should -BeTrue
        if ($given) { $result | ConvertTo-Json -Depth 8 | Should -Not -Match ([regex]::Escape($given)) }
    }
}

Describe 'Test-PrivateApi -AuthorizerDecision' {
    It 'is taken for what the authorizer says: <_>' -ForEach 'Allow', 'allow', 'Deny' {
        ($api | Test-PrivateApi @caller -AuthorizerDecision $_).Verdict | Should -Be ($_ -eq 'Deny' ? 'Blocked' : 'Reachable')
    }

    It 'goes with a result that is tested again' {
        $first = $api | Test-PrivateApi @caller -AuthorizerDecision Allow
        ($first | Test-PrivateApi).Verdict | Should -Be Reachable
    }

    It 'refuses what is neither' {
        { $api | Test-PrivateApi @caller -AuthorizerDecision '{"Statement":1}' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPolicy,*'
    }
}

Describe 'Get-PrivateApi -IncludeAuthorizer' {
    It 'has the authorizers of each API' {
        (Get-PrivateApi shop -IncludeAuthorizer).Authorizer.Name | Should -Be people
        ($api | Get-PrivateApi -IncludeAuthorizer).Authorizer.Method | Should -Be 'GET /pets'
        (Get-PrivateApi shop).Authorizer | Should -BeNullOrEmpty
    }
}

Describe 'Start-PrivateApiLab -UserPool' {
    It 'refuses what is no key set: <Name>' -ForEach @(
        @{ Name = 'text without keys'; Keys = '{"keys":[]}' }
        @{ Name = 'a file that is not there'; Keys = 'no-such.json' }
        @{ Name = 'damaged text'; Keys = '{"keys":' }
        @{ Name = 'nothing'; Keys = $null }
    ) {
        { Start-PrivateApiLab -NoDefault -UserPool @{ a = $Keys } } | Should -Throw -ErrorId 'InvalidKeySet,PrivateApi.Commands.StartPrivateApiLabCommand'
    }

    It 'takes a file' {
        $keys | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/jwks.json"
        (Start-PrivateApiLab -NoDefault -UserPool @{ $pool = "$TestDrive/jwks.json" }).EndpointUrl | Should -Not -BeNullOrEmpty
    }
}
