# What one sees of each object on a screen of 80, 120 and 160 columns, as files to look at. PRIVATEAPI_WRITE_VIEWS=1 writes them anew.
BeforeDiscovery {
    $screens = 80, 120, 160 | ForEach-Object { @{ Columns = $_ } }
}

BeforeAll {
    $scene = {
        param($Module, $Width)
        $ErrorActionPreference = 'Stop'
        Import-Module $Module
        $PSStyle.OutputRendering = 'PlainText'
        $lab = Start-PrivateApiLab -Region ap-southeast-1 6>$null
        $network = New-PrivateApiNetwork a-rather-long-name-of-a-network
        $endpoint = $network | New-PrivateApiEndpoint
        $other = New-PrivateApiNetwork other -CidrBlock 10.1.0.0/16 | New-PrivateApiEndpoint
        $api = $endpoint | New-PrivateApi the-order-service-of-payments-emea -Sample PetStore -StageName demo
        $caller = @{ SubnetId = $endpoint.SubnetId[0]; SecurityGroupId = $endpoint.SecurityGroupId[0] }
        $reachable = $api | Test-PrivateApi -StageName demo @caller
        $blocked = $api | Test-PrivateApi -StageName demo -SubnetId $other.SubnetId[0] -SecurityGroupId $other.SecurityGroupId[0] -VpcEndpointId $other.VpcEndpointId
        $nowhere = $api | Test-PrivateApi -StageName demo @caller -Path /nowhere
        $call = $api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda
        $shown = [ordered]@{
            lab                 = $lab
            network             = $network
            endpoint            = $endpoint
            interface           = $endpoint.NetworkInterface
            api                 = $api
            stage               = $api.Stage
            url                 = $api.Url
            'test, two callers' = $reachable, $blocked
            'test as a table'   = $reachable, $blocked, $nowhere | Format-Table
            check               = $blocked.Check | Where-Object Name -In ApiIsPrivate, EndpointIngress, ResourcePolicy, ApiKey
            change              = $blocked.Change
            access              = $api | Get-PrivateApiAccess
            probe               = (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).Probe
            call                = $call
            'call as a table'   = $call | Format-Table
            cause               = Resolve-PrivateApiError '{"message":"Forbidden"}'
            finding             = Test-PrivateApiPolicy '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}'
            repaired            = $blocked | Repair-PrivateApi -Force -Confirm:$false
            'of several kinds'  = $network, $endpoint, $api, $call
        }

        # PowerShell leaves one column of a terminal free.
        $text = -join ($shown.Keys | ForEach-Object { "=== $_`n"; $shown[$_] | Out-String -Width ($Width - 1) })
        Stop-PrivateApiLab

        # Ids are random, and of one length: each gets a number in the order in which it appears. One that was cut would stay as it is.
        $text = $text.Replace($api.RestApiId, 'a1b2c3d4e5').Replace($api.Stage[0].DeploymentId, 'd1e2p3')
        $text = $text.Replace($call.RequestId, '11111111-2222-3333-4444-555555555555').Replace(":$($lab.EndpointUrl.Port)/", ':12345/')
        $text = $text.Replace($endpoint.DnsName[0].Split('.')[0].Split('-')[-1], 'abcdefgh')
        $number = @{}
        $text = [regex]::Replace($text, '\b(vpce?-|subnet-|sgr?-|eni-|rtb-|acl-)[0-9a-f]{17}\b', {
                param($id)
                if (-not $number.ContainsKey($id.Value)) { $number[$id.Value] = $number.Count + 1 }
                '{0}{1:d17}' -f $id.Groups[1].Value, $number[$id.Value]
            })
        $text = $text -creplace '20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ', '2026-01-01 00:00:00Z' -creplace '(?m)Elapsed +: [0-9.]+\r?$', 'Elapsed         : 0.012'
        $text = [regex]::Replace($text, '\b\d+ ms *', { '12 ms'.PadRight($args[0].Length) })
        $text = $text -creplace 'privateapi-probe-[0-9a-f]{10}-[0-9a-f]{8}', 'privateapi-probe-0123456789-01234567'
        ($text -split '\r?\n').TrimEnd() -join "`n"
    }
}

Describe 'On a screen of <Columns> columns' -ForEach $screens {
    BeforeAll {
        $shell = [powershell]::Create()
        $shell.Runspace = & "$PSScriptRoot/WideHost.ps1" $Columns
        $null = $shell.AddScript($scene).AddArgument((Resolve-Path "$PSScriptRoot/../../out/PrivateApi").Path).AddArgument($Columns)
        $seen = $shell.Invoke()[0]
        $shell.Runspace.Dispose()
        $shell.Dispose()
        $file = "$PSScriptRoot/views/$Columns.txt"
        if ($env:PRIVATEAPI_WRITE_VIEWS) { [IO.File]::WriteAllText($file, $seen) }
        $expected = (Get-Content $file -Raw) -replace '\r\n', "`n"
    }

    It 'everything fits' { ($seen -split "`n").Where{ $_.Length -ge $Columns } | Should -BeNullOrEmpty }

    It 'nothing is cut off' { $seen | Should -Not -Match ([char] 0x2026) }

    It 'no id is broken' { $seen | Should -Not -Match '(?m)\b(vpce?|subnet|sg|eni)-[0-9a-f]{0,16}$' }

    It 'one sees what is in the file' { $seen | Should -BeExactly $expected }
}

Describe 'In 80 columns' {
    It 'a table of tests has verdict, caller and failed check' {
        $text = Get-Content "$PSScriptRoot/views/80.txt" -Raw
        $text | Should -Match '(?m)^Verdict +Api +Caller +FailedCheck$'
        $text | Should -Match '(?m)^Blocked +a1b2c3d4e5/demo +subnet-\d{17} ResourcePolicy$'
    }
}
