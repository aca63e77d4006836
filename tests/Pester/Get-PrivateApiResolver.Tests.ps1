BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    function Invoke-Resolver([string] $Operation, [hashtable] $Body) {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/route53resolver/aws4_request, SignedHeaders=host, Signature=0'; 'X-Amz-Target' = "Route53Resolver.$Operation" }
        $answer = Invoke-WebRequest -Uri $lab.EndpointUrl -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/x-amz-json-1.1 -Body ($Body | ConvertTo-Json -Depth 5)
        ($answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content) | ConvertFrom-Json
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiResolver' {
    It 'finds by name, pattern, id and VPC, also what others made' {
        $resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16
        $foreign = (Invoke-Resolver CreateResolverEndpoint @{ CreatorRequestId = 'x'; Direction = 'INBOUND'; SecurityGroupIds = @($network.SecurityGroupId); IpAddresses = @(foreach ($id in $network.SubnetId) { @{ SubnetId = $id } }) }).ResolverEndpoint.Id
        foreach ($found in (Get-PrivateApiResolver Demo), (Get-PrivateApiResolver De*), (Get-PrivateApiResolver -ResolverEndpointId $resolver.ResolverEndpointId), ($resolver | Get-PrivateApiResolver)) {
            $found.ResolverEndpointId | Should -Be $resolver.ResolverEndpointId
        }

        $all = @($network | Get-PrivateApiResolver)
        $all | Should -HaveCount 2
        ($all | Where-Object ResolverEndpointId -EQ $foreign).Name | Should -BeNullOrEmpty
        Get-PrivateApiResolver -VpcId vpc-0123456789abcdef0 | Should -BeNullOrEmpty
        { Get-PrivateApiResolver nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ResolverNotFound,PrivateApi.Commands.GetPrivateApiResolverCommand'
        { Get-PrivateApiResolver -ResolverEndpointId rslvr-in-0 -ErrorAction Stop } | Should -Throw -ErrorId 'ResolverNotFound,*'

        { Remove-PrivateApiResolver $foreign -Force -ErrorAction Stop } | Should -Throw -ErrorId 'NotOurs,PrivateApi.Commands.RemovePrivateApiResolverCommand'
        $null = Invoke-Resolver DeleteResolverEndpoint @{ ResolverEndpointId = $foreign }
        Get-PrivateApiResolver Demo | Remove-PrivateApiResolver -Force
    }

    It 'fits a window of 80 columns, whole ids and all' {
        $resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16
        $shown = ($resolver | Out-String -Width 80) -split '\r?\n'
        $shown -join "`n" | Should -Match ([regex]::Escape($resolver.ResolverEndpointId))
        foreach ($address in $resolver.IpAddress) { $shown -join "`n" | Should -Match ([regex]::Escape($address)) }
        $shown | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $resolver | Remove-PrivateApiResolver -Force
    }
}
