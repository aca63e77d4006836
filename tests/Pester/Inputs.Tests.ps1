BeforeAll { . "$PSScriptRoot/DiagnosisScene.ps1" }

AfterAll { Stop-PrivateApiLab }

Describe 'A span of time' {
    It 'is seconds where it is a number, and has a unit or the form of a TimeSpan: <Given>' -ForEach @(
        @{ Given = 1; Seconds = 1 }, @{ Given = '1'; Seconds = 1 }, @{ Given = '1s'; Seconds = 1 }, @{ Given = '0.5m'; Seconds = 30 }, @{ Given = '1500ms'; Seconds = 1.5 }
        @{ Given = '2m'; Seconds = 120 }, @{ Given = '1h'; Seconds = 3600 }, @{ Given = '00:00:02'; Seconds = 2 }, @{ Given = [timespan]::FromSeconds(3); Seconds = 3 }
    ) {
        # The lab says in the header of each answer how long a read may lag.
        $slow = Start-PrivateApiLab -ReadLag $Given -NoDefault
        $answer = Invoke-WebRequest "$($slow.EndpointUrl)restapis" -SkipHttpErrorCheck -Headers @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/apigateway/aws4_request' } -SkipHeaderValidation
        $answer.Headers['x-privateapi-lab-read-lag'] | Should -Be ([string] ($Seconds * 1000))
        Stop-PrivateApiLab $slow
    }

    It 'is refused where it is none: <_>' -ForEach 'soon', '5 parsecs', '1:2:3:4:5', '' {
        { Start-PrivateApiLab -Latency $_ -NoDefault } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,PrivateApi.Commands.StartPrivateApiLabCommand' -ExpectedMessage '*is not a span of time. Give it as 5s, 2m, 00:02:00 or a number of seconds.*'
    }

    It 'is refused below zero' {
        { Start-PrivateApiLab -PendingTime -1 -NoDefault } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StartPrivateApiLabCommand'
    }

    It 'is the same for every time-out' {
        (Invoke-PrivateApi PetStore demo /pets -Via Lambda -TimeoutSec 5s).StatusCode | Should -Be 200
        (Test-PrivateApi PetStore demo /pets -Via Lambda -TimeoutSec 00:00:05).Live.StatusCode | Should -Be 200
        ($endpoint | Set-PrivateApiEndpoint -IpAddressType ipv4 -TimeoutSec 2m).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        { Invoke-PrivateApi PetStore demo /pets -TimeoutSec 2m } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*60*'
        { New-PrivateApiEndpoint $network -TimeoutSec soon } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'What does not exist is told at once' {
    It 'a Region: <_>' -ForEach 'eu-wst-1', 'eu-west-19', 'mars-north-1' {
        { Get-PrivateApi -Region $_ -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownRegion,PrivateApi.Commands.GetPrivateApiCommand'
        { Start-PrivateApiLab -Region $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StartPrivateApiLabCommand'
    }

    It 'a Region, with the one that is meant' {
        { Get-PrivateApi -Region eu-wst-1 -ErrorAction Stop } | Should -Throw -ExpectedMessage '*Do you mean eu-west-1?*'
        { Start-PrivateApiLab -Region eu-wst-1 } | Should -Throw -ExpectedMessage '*Do you mean eu-west-1?*'
    }

    It 'an operation that is to break' {
        { Start-PrivateApiLab -FaultOperation CreateVpcs } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StartPrivateApiLabCommand' -ExpectedMessage "*'CreateVpcs' is not an operation of the lab*"
        $broken = Start-PrivateApiLab -Region eu-west-1 -FaultOperation createvpc, CreateRole, 'GET /restapis' -ErrorRate 1 -NoDefault
        { New-PrivateApiNetwork x -EndpointUrl $broken.EndpointUrl -Region eu-west-1 -AccessKey a -SecretKey b -ErrorAction Stop } | Should -Throw
        Stop-PrivateApiLab $broken
    }

    It 'a security group' {
        { $api | Test-PrivateApi -StageName demo -SubnetId $network.SubnetId[0] -SecurityGroupId sg-0123456789abcdef0 -ErrorAction Stop } |
            Should -Throw -ErrorId 'SecurityGroupNotFound,PrivateApi.Commands.TestPrivateApiCommand' -ExpectedMessage '*no security group sg-0123456789abcdef0*'
        { $api | Test-PrivateApi -StageName demo -VpcId $network.VpcId -SourceIp 10.0.0.77 -SecurityGroupId $network.SecurityGroupId, sg-0123456789abcdef0 -ErrorAction Stop } |
            Should -Throw -ErrorId 'SecurityGroupNotFound,*'
    }

    It 'a policy that is too long, which is not sent' {
        $statements = 1..120 | ForEach-Object { @{ Sid = "Allow$_"; Effect = 'Allow'; Principal = '*'; Action = 'execute-api:Invoke'; Resource = "execute-api:/demo/GET/pets/$_"; Condition = @{ StringEquals = @{ 'aws:SourceVpce' = $endpoint.VpcEndpointId } } } }
        $before = (Get-PrivateApiPolicy $api).Policy
        { Set-PrivateApiPolicy $api -Policy @{ Version = '2012-10-17'; Statement = $statements } -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'PolicyHasErrors,*' -ExpectedMessage '*PolicyTooLong*8,192*'
        (Get-PrivateApiPolicy $api).Policy | Should -Be $before
    }
}

Describe 'A lab belongs to one runspace' {
    It 'and starting it says how another gets it' {
        $said = Start-PrivateApiLab 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }
        "$said" | Should -BeLike '*in ForEach-Object -Parallel and in jobs, run $global:PrivateApiLab = $using:PrivateApiLab first.'
        Stop-PrivateApiLab (Get-PrivateApiLab)[-1]
        $global:PrivateApiLab = $lab
    }

    It 'and the error in another says so' {
        $module = "$PSScriptRoot/../../out/PrivateApi"
        $said = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            $env:AWS_EC2_METADATA_DISABLED = 'true'
            try { Get-PrivateApi -ErrorAction Stop } catch { $_ }
        }
        $said.FullyQualifiedErrorId | Should -Be 'LabElsewhere,PrivateApi.Commands.GetPrivateApiCommand'
        "$said" | Should -BeLike '*belongs to another runspace*$global:PrivateApiLab = $using:PrivateApiLab'
    }

    It 'and works there once it is handed over: <_>' -ForEach 'Parallel', 'ThreadJob', 'Job' {
        $module = Resolve-Path "$PSScriptRoot/../../out/PrivateApi"
        $work = {
            Import-Module $using:module
            $global:PrivateApiLab = $using:PrivateApiLab
            $using:api | Test-PrivateApi -StageName demo
        }
        $result = switch ($_) {
            'Parallel' { 1 | ForEach-Object -Parallel $work }
            'ThreadJob' { Start-ThreadJob $work | Receive-Job -Wait -AutoRemoveJob }
            'Job' { Start-Job $work | Receive-Job -Wait -AutoRemoveJob }
        }
        @($result.Check).Count | Should -Be 28
        $result.RestApiId | Should -Be $api.RestApiId
    }
}
