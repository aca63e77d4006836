BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiKey' {
    It 'removes the key and the plan that was made for it' {
        $key = $api | New-PrivateApiKey -Name mobile -RateLimit 5 -BurstLimit 10
        $key | Remove-PrivateApiKey -WhatIf
        (Get-PrivateApiKey mobile).ApiKeyId | Should -Be $key.ApiKeyId
        $key | Remove-PrivateApiKey -Force
        Get-PrivateApiKey * | Should -BeNullOrEmpty
        { $api | New-PrivateApiKey -Name other -UsagePlanId $key.UsagePlanId -ErrorAction Stop } |
            Should -Throw -ErrorId 'UsagePlanNotFound,PrivateApi.Commands.NewPrivateApiKeyCommand'
    }

    It 'takes a piped key that is gone as removed, and refuses an id that is none' {
        $key = $api | New-PrivateApiKey -Name mobile
        $key | Remove-PrivateApiKey -Force
        $key | Remove-PrivateApiKey -Force
        { Remove-PrivateApiKey $key.ApiKeyId -Force -ErrorAction Stop } |
            Should -Throw -ErrorId 'ApiKeyNotFound,PrivateApi.Commands.RemovePrivateApiKeyCommand'
    }

    It 'leaves a plan that another key is in, and takes it with the last key' {
        $first = $api | New-PrivateApiKey -Name first
        $second = $api | New-PrivateApiKey -Name second -UsagePlanId $first.UsagePlanId
        $first | Remove-PrivateApiKey -Force
        (Get-PrivateApiKey second).UsagePlanId | Should -Be $first.UsagePlanId
        Remove-PrivateApiKey -Name second -Force
        Get-PrivateApiKey * | Should -BeNullOrEmpty
        { $api | New-PrivateApiKey -Name third -UsagePlanId $first.UsagePlanId -ErrorAction Stop } |
            Should -Throw -ErrorId 'UsagePlanNotFound,PrivateApi.Commands.NewPrivateApiKeyCommand'
    }

    It 'has a high impact' {
        (Get-Command Remove-PrivateApiKey).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be High
    }
}
