BeforeAll { Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force }

Describe 'Stop-PrivateApiLab' {
    AfterEach { Stop-PrivateApiLab }

    It 'stops the lab that comes down the pipeline and leaves the others' {
        $first = Start-PrivateApiLab 6>$null
        $second = Start-PrivateApiLab 6>$null
        $first | Stop-PrivateApiLab
        (Get-PrivateApiLab).EndpointUrl | Should -Be $second.EndpointUrl
    }

    It 'stops all labs of the session where none is named' {
        $null = Start-PrivateApiLab 6>$null
        $null = Start-PrivateApiLab -NoDefault
        Stop-PrivateApiLab
        Get-PrivateApiLab | Should -BeNullOrEmpty
    }

    It 'stops none where the variable that should name one is empty' {
        $null = Start-PrivateApiLab -NoDefault
        { Stop-PrivateApiLab $nothing } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PrivateApi.Commands.StopPrivateApiLabCommand'
        { Stop-PrivateApiLab -Lab @() } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
        { $nothing | Stop-PrivateApiLab -ErrorAction Stop } | Should -Throw
        @(Get-PrivateApiLab).Count | Should -Be 1
    }

    It 'stops answering' {
        $lab = Start-PrivateApiLab -NoDefault
        $lab | Stop-PrivateApiLab
        { Invoke-WebRequest $lab.EndpointUrl -TimeoutSec 5 } | Should -Throw
    }

    It 'changes nothing with -WhatIf' {
        $null = Start-PrivateApiLab -NoDefault
        Stop-PrivateApiLab -WhatIf
        @(Get-PrivateApiLab).Count | Should -Be 1
    }
}
