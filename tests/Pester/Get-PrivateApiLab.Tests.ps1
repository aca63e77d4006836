BeforeAll { Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force }

Describe 'Get-PrivateApiLab' {
    AfterEach { Stop-PrivateApiLab }

    It 'is silent where no lab runs' {
        Get-PrivateApiLab | Should -BeNullOrEmpty
    }

    It 'shows which lab is the default' {
        $first = Start-PrivateApiLab 6>$null
        $second = Start-PrivateApiLab 6>$null
        $first.IsDefault | Should -BeFalse
        (Get-PrivateApiLab | Where-Object IsDefault).EndpointUrl | Should -Be $second.EndpointUrl
    }
}
