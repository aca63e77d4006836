BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    function Invoke-Resolver([string] $Operation, [hashtable] $Body) {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/route53resolver/aws4_request, SignedHeaders=host, Signature=0'; 'X-Amz-Target' = "Route53Resolver.$Operation" }
        $answer = Invoke-WebRequest -Uri $lab.EndpointUrl -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/x-amz-json-1.1 -Body ($Body | ConvertTo-Json -Depth 5)
        ($answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content) | ConvertFrom-Json
    }

    function Get-Group { (Invoke-Aws DescribeSecurityGroups @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $network.VpcId }).GetElementsByTagName('groupId').InnerText | Sort-Object }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiResolver' {
    It 'removes by object, by id and by name, with the group that was made' {
        $groups = Get-Group
        $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16 | Remove-PrivateApiResolver -Force
        Remove-PrivateApiResolver ($network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16).ResolverEndpointId -Force
        $null = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16
        Get-Group | Should -Not -Be $groups
        Remove-PrivateApiResolver -Name De* -Confirm:$false
        Get-PrivateApiResolver | Should -BeNullOrEmpty
        Get-Group | Should -Be $groups
    }

    It 'takes associations, rules and the endpoint in the order in which AWS lets them go' {
        $spoke = New-PrivateApiNetwork -Name spoke -CidrBlock 10.8.0.0/16
        $resolver = $spoke | New-PrivateApiResolver -ForwardTo 10.0.0.10
        $resolver | Remove-PrivateApiResolver -Force
        Get-PrivateApiResolver | Should -BeNullOrEmpty
        (Invoke-Resolver ListResolverRules @{}).ResolverRules.Id | Should -Not -Contain $resolver.RuleId[0]
        $spoke | Remove-PrivateApiNetwork -Force
    }

    It 'refuses one that carries the rules of others, and takes nothing' {
        $resolver = $network | New-PrivateApiResolver -Name out -ForwardTo 192.0.2.1
        $rule = (Invoke-Resolver CreateResolverRule @{ CreatorRequestId = 'r'; RuleType = 'FORWARD'; DomainName = 'corp.example.com'; ResolverEndpointId = $resolver.ResolverEndpointId; TargetIps = @(@{ Ip = '192.0.2.9' }) }).ResolverRule.Id
        { $resolver | Remove-PrivateApiResolver -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ResolverInUse,*' -ExpectedMessage "*$rule (corp.example.com)*"
        (Get-PrivateApiResolver out).RuleId | Should -HaveCount 2
        $null = Invoke-Resolver DeleteResolverRule @{ ResolverRuleId = $rule }
        $resolver | Remove-PrivateApiResolver -Force
    }

    It 'keeps a group that was given' {
        $groups = Get-Group
        $network | New-PrivateApiResolver -SecurityGroupId $network.SecurityGroupId | Remove-PrivateApiResolver -Force
        Get-Group | Should -Be $groups
    }

    It 'removes nothing with -WhatIf, and lists all that would go' {
        $resolver = $network | New-PrivateApiResolver -Name out -ForwardTo 192.0.2.1
        $file = Join-Path $TestDrive whatif.txt
        Start-Transcript $file | Out-Null
        $resolver | Remove-PrivateApiResolver -Force -WhatIf
        Stop-Transcript | Out-Null
        $said = Get-Content $file -Raw
        foreach ($id in $resolver.ResolverEndpointId, $resolver.RuleId[0], $resolver.SecurityGroupId[0], $network.VpcId) { $said | Should -Match $id }
        (Get-PrivateApiResolver out).ResolverEndpointId | Should -Be $resolver.ResolverEndpointId
        $resolver | Remove-PrivateApiResolver -Force
    }

    It 'takes an object for removed that another command has removed meanwhile' {
        $resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16
        $resolver | Remove-PrivateApiResolver -Force
        $resolver | Remove-PrivateApiResolver -Force -ErrorAction Stop
        { Remove-PrivateApiResolver -Name Demo -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ResolverNotFound,*'
    }
}
