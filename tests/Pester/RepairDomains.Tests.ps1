# Names and custom domain names that lack something: mended by Repair-PrivateApi, proved by a live call, and taken back exactly.
BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    $apis = 'execute-api.eu-west-1.amazonaws.com'
    $name = 'pets.example.com'

    # A call of a REST service, for what the module has no command for.
    function Invoke-Rest([string] $Service, [string] $Method, [string] $Path, $Body) {
        $headers = @{ Authorization = "AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0"; Accept = 'application/json' }
        $content = $Body -is [hashtable] ? @{ Body = ($Body | ConvertTo-Json -Depth 5); ContentType = 'application/json' } : $Body ? @{ Body = $Body; ContentType = 'application/xml' } : @{}
        $answer = Invoke-WebRequest -Uri "$($lab.EndpointUrl.AbsoluteUri.TrimEnd('/'))$Path" -Method $Method -Headers $headers -SkipHeaderValidation @content
        $text = $answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content
        $Service -eq 'route53' ? [xml] $text : ($text | ConvertFrom-Json)
    }

    function New-Zone([string] $Zone) {
        $made = Invoke-Rest route53 POST '/2013-04-01/hostedzone' ("<CreateHostedZoneRequest xmlns=`"https://route53.amazonaws.com/doc/2013-04-01/`"><Name>$Zone</Name>" +
            "<VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>$($network.VpcId)</VPCId></VPC><CallerReference>$Zone</CallerReference></CreateHostedZoneRequest>")
        $made.CreateHostedZoneResponse.HostedZone.Id.Split('/')[-1]
    }

    # All zones with their records, and all domain names with what is said of them.
    function Get-State {
        $zones = (Invoke-Rest route53 GET '/2013-04-01/hostedzone').ListHostedZonesResponse.HostedZones.HostedZone
        $text = foreach ($zone in $zones) {
            $zone.Name
            (Invoke-Rest route53 GET "/2013-04-01$($zone.Id)/rrset").ListResourceRecordSetsResponse.ResourceRecordSets.OuterXml
        }
        $text += foreach ($domain in (Invoke-Rest apigateway GET '/domainnames').item) {
            $query = "$($domain.domainName){0}?domainNameId=$($domain.domainNameId)"
            (Invoke-Rest apigateway GET "/domainnames/$($query -f '')").policy
            (Invoke-Rest apigateway GET "/domainnames/$($query -f '/basepathmappings')").item | ConvertTo-Json
        }
        $text += (Invoke-Rest apigateway GET '/domainnameaccessassociations').item.accessAssociationSource
        $text -join "`n"
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Repair-PrivateApi and names' {
    It 'gives a custom domain name all that it lacks at once, and takes it back' {
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0123456789abcdef0"}}}]}'
        $null = Invoke-Rest apigateway POST '/domainnames' @{
            domainName = $name; policy = $policy; endpointConfiguration = @{ types = @('PRIVATE') }
            certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012'
        }
        $broken = Get-State
        $test = Test-PrivateApi -Uri "https://$name/demo/pets" -RestApiId $api.RestApiId @caller
        $test.Verdict | Should -Be 'Blocked'
        $test.Change.Kind | Should -Be 'HostedZone', 'DomainAssociation', 'BasePathMapping', 'DomainPolicy'
        $test.Change | ForEach-Object Opens | Should -Not -BeNullOrEmpty

        Start-Transcript -Path "$TestDrive/whatif.txt" | Out-Null
        $test | Repair-PrivateApi -WhatIf
        Stop-Transcript | Out-Null
        Get-Content "$TestDrive/whatif.txt" -Raw | Should -Match "\+ opens $name to callers through $($endpoint.VpcEndpointId)"
        Get-State | Should -Be $broken

        $repaired = $test | Repair-PrivateApi -Via Lambda -Force
        $repaired.Verdict | Should -Be 'Reachable'
        $repaired.Result.Live.StatusCode | Should -Be 200
        $repaired.Result.Agrees | Should -BeTrue

        ($repaired | Repair-PrivateApi -Undo).Verdict | Should -Be 'Blocked'
        Get-State | Should -Be $broken
    }

    It 'gives a zone for all APIs the record that stands for them, and takes it back' {
        $null = Set-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId -PrivateDnsEnabled $false -Confirm:$false
        $zone = New-Zone $apis
        $broken = Get-State
        $test = $api | Test-PrivateApi @caller -StageName demo -Path /pets -UrlForm PrivateDns
        $test.Change.Kind | Should -Be 'DnsRecord'
        $test.Change.Target | Should -Be $zone

        $repaired = $test | Repair-PrivateApi -Via Lambda -Force
        $repaired.Result.Live.StatusCode | Should -Be 200
        ($repaired | Repair-PrivateApi -Undo).Verdict | Should -Be 'Blocked'
        Get-State | Should -Be $broken
    }

    It 'makes no stage for a name that was mistyped' {
        $test = $api | Test-PrivateApi @caller -StageName prod -Path /pets
        (Get-Check $test StageDeployed).Remedy | Should -BeLike "Test-PrivateApi -RestApiId $($api.RestApiId) -StageName demo *"
        $test | Repair-PrivateApi -Force -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -Match '^NotRepairable,'
        (Get-PrivateApi -RestApiId $api.RestApiId).Stage.StageName | Should -Be 'demo'
    }
}
