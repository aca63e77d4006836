BeforeAll {
    $tab = "$PSScriptRoot/Tab.ps1"
    . $tab
    $staged = Resolve-Path "$PSScriptRoot/../../out/PrivateApi"
    Import-Module $staged -Force
    $null = Start-PrivateApiLab -Region eu-west-1 6>$null
    $endpoint = New-PrivateApiNetwork 'my shop' | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi 'Pet Store' -Sample PetStore -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'Tab' {
    It 'completes <Line> to <Text>' -ForEach @(
        @{ Line = 'Get-PrivateApi pet'; Text = { "'Pet Store'" } }
        @{ Line = 'Test-PrivateApi pet'; Text = { $api.RestApiId } }
        @{ Line = 'Invoke-PrivateApi $api '; Text = { 'demo' } }
        @{ Line = '$api | Publish-PrivateApi -StageName '; Text = { 'demo' } }
        @{ Line = 'Remove-PrivateApiNetwork '; Text = { "'my shop'" } }
        @{ Line = 'Get-PrivateApiEndpoint my'; Text = { "'my shop'" } }
        @{ Line = 'Set-PrivateApiPolicy abc -SourceVpce '; Text = { $endpoint.VpcEndpointId } }
        @{ Line = 'New-PrivateApiEndpoint my'; Text = { $endpoint.VpcId } }
        @{ Line = 'Get-PrivateApi -Region eu-west-2'; Text = { 'eu-west-2' } }
        @{ Line = 'Test-PrivateApi $api -Path /pets/'; Text = { "'/pets/{petId}'" } }
        @{ Line = 'Invoke-PrivateApi $api demo /pe'; Text = { '/pets' } }
        @{ Line = 'Test-PrivateApi $api -Path /pets -Method P'; Text = { 'POST' } }
        @{ Line = 'Test-PrivateApi $api -NetworkInterfaceId '; Text = { $endpoint.NetworkInterface.NetworkInterfaceId | Sort-Object | Select-Object -First 1 } }
        @{ Line = 'Start-PrivateApiLab -FaultOperation CreateRol'; Text = { 'CreateRole' } }
    ) {
        $found = Complete $Line
        @($found)[0].CompletionText | Should -Be (& $Text)
        @($found)[0].ToolTip | Should -Not -BeNullOrEmpty
    }

    It 'completes functions' {
        $null = $api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda
        @(Complete 'Test-PrivateApi $api -FunctionName priv')[0].ToolTip | Should -Match "^function in $($endpoint.VpcId), subnet-"
    }

    It 'offers no local file for an argument that is none: <_>' -ForEach 'Principal', 'SourceIp', 'SigningHost', 'DomainName', 'FunctionName', 'InstanceId', 'Method', 'Path' {
        Push-Location $TestDrive
        $null = New-Item 'arn-notes.txt' -Force
        try { Complete "Test-PrivateApi abc -$_ arn-n" -Once | Should -BeNullOrEmpty } finally { Pop-Location }
    }

    It 'offers local files for what is read from or written to a file, and for no other argument: <_>' -ForEach (
        (Import-PowerShellDataFile "$PSScriptRoot/../../PrivateApi.psd1").CmdletsToExport
    ) {
        $files = @(
            'CasePath', 'SnapshotPath', 'BaselinePath', 'ProfileLocation', 'OpenApi', 'Policy', 'AddStatement'
            if ($_ -like 'Export-*') { 'Path' }
        )
        $name = $_
        Push-Location $TestDrive
        $null = New-Item 'zzz-notes.txt' -Force
        try {
            $parameters = (Get-Command $name).Parameters.Values.Where{ $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters }
            foreach ($parameter in $parameters.Where{ -not $_.SwitchParameter }) {
                $found = @(@(Complete "$name -$($parameter.Name) zzz-n" -Once).CompletionText) -like '*zzz-notes.txt'
                $found.Count | Should -Be ([int] ($parameter.Name -in $files)) -Because "-$($parameter.Name)"
            }
        }
        finally { Pop-Location }
    }

    It 'offers the methods and paths of the API for a policy' {
        @(Complete 'Set-PrivateApiPolicy $api -Path ').CompletionText | Should -Contain '/pets'
        @(Complete 'New-PrivateApiPolicy -Method ').CompletionText | Should -Contain 'GET'
    }

    It 'offers true and false where that is meant' {
        (Complete 'Set-PrivateApiEndpoint vpce-1 -PrivateDnsEnabled ').CompletionText | Should -Be '$true', '$false'
    }

    It 'shows no key, which would stay on the screen and in the history' {
        Complete 'Invoke-PrivateApi $api -ApiKey ' -Once | Should -BeNullOrEmpty
    }

    It 'offers Regions of AWS only' {
        (Complete 'Get-PrivateApi -Region ').CompletionText | ForEach-Object { $_ | Should -Match '^[a-z]{2,4}(-[a-z]+)+-[0-9]$' }
    }

    It 'says of a subnet its name, zone and range' {
        (Complete "Test-PrivateApi abc -SubnetId $($endpoint.SubnetId[0])").ToolTip | Should -Be "my shop-private-subnet-1, eu-west-1a, 10.0.0.0/18, in $($endpoint.VpcId)"
    }

    It 'is silent on a dead endpoint, and does not go on trying' {
        $Error.Clear()
        $time = Measure-Command { $script:found = Complete 'Get-PrivateApi -EndpointUrl http://127.0.0.1:1 -Region eu-west-1 -AccessKey a -SecretKey b -Name zz' -Once }
        $script:found | Should -BeNullOrEmpty
        # Not a measurement: without its limit it would try for minutes.
        $time.TotalSeconds | Should -BeLessThan 20
        $Error | Should -BeNullOrEmpty
    }

    It 'works after the module was imported again' {
        # A module that goes takes the labs of its session with it, so each import has its own.
        $names = 1 | ForEach-Object -Parallel {
            . $using:tab
            foreach ($name in 'first', 'second', 'third') {
                Import-Module $using:staged -Force
                $null = Start-PrivateApiLab 6>$null
                $null = New-PrivateApiNetwork $name
                (Complete 'Get-PrivateApiNetwork ').CompletionText
                if ($name -eq 'second') { Remove-Module PrivateApi }
            }

            Stop-PrivateApiLab
        }
        $names | Should -Be 'first', 'second', 'third'
    }

    It 'knows the lab of its own runspace only' {
        $names = 1 | ForEach-Object -Parallel {
            . $using:tab
            Import-Module $using:staged
            $null = Start-PrivateApiLab 6>$null
            $null = New-PrivateApiNetwork elsewhere
            (Complete 'Get-PrivateApiNetwork ').CompletionText
            Stop-PrivateApiLab
        }
        $names | Should -Be 'elsewhere'
        (Complete 'Get-PrivateApiNetwork ').CompletionText | Should -Be "'my shop'"
    }
}

Describe 'What is typed' {
    It 'finds an API by name and by id' {
        (Get-PrivateApi 'Pet Store').RestApiId | Should -Be $api.RestApiId
        (Get-PrivateApi $api.RestApiId).Name | Should -Be 'Pet Store'
    }

    It 'finds an endpoint and a network by what can only be an id' {
        (Get-PrivateApiEndpoint $endpoint.VpcEndpointId).Name | Should -Be 'my shop'
        (Get-PrivateApiNetwork $endpoint.VpcId).Name | Should -Be 'my shop'
    }

    It 'calls and tests by position: the API, the stage, the path' {
        (Invoke-PrivateApi $api.RestApiId demo /pets/1 -Via Lambda).StatusCode | Should -Be 200
        $test = Test-PrivateApi $api.RestApiId demo /pets/1
        $test.StageName | Should -Be 'demo'
        $test.Path | Should -Be '/pets/1'
    }

    It 'may be a plural, as in AWS Tools' {
        (Get-PrivateApi -RestApiIds $api.RestApiId).Name | Should -Be 'Pet Store'
        (Get-PrivateApiEndpoint -VpcEndpointIds $endpoint.VpcEndpointId).Name | Should -Be 'my shop'
        (New-PrivateApiNetwork tagged -Tags @{ Team = 'payments' }).Tag['Team'] | Should -Be 'payments'
    }
}
