# domain facts: associations and disableExecuteApiEndpoint take effect with the next deployment (API Gateway guide, "Redeploy a REST API").
BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $network = New-PrivateApiNetwork Demo
    $endpoint = $network | New-PrivateApiEndpoint
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId; Path = '/pets'; Via = 'Lambda' }
    $plain = New-PrivateApiNetwork Plain -CidrBlock 10.9.0.0/16
    $without = $plain | New-PrivateApiEndpoint -NoPrivateDns
    $other = @{ SubnetId = $plain.SubnetId[0]; SecurityGroupId = $plain.SecurityGroupId; Path = '/pets'; Via = 'Lambda'; UrlForm = 'Alias' }
    $other.VpcEndpointId = $without.VpcEndpointId

    function Test-Both([hashtable] $From = $caller) {
        $result = $api | Test-PrivateApi @From
        $result.Agrees | Should -BeTrue -Because "$($result.Verdict), but live $($result.Live.StatusCode) $($result.Live.Failure)"
        $result
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'A change that is not deployed' {
    BeforeEach { $api = $endpoint | New-PrivateApi -Name shop -Sample PetStore -StageName demo }
    AfterEach { $api | Remove-PrivateApi -Force }

    It 'enables the default host for nobody, and the remedy deploys it' {
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $false
        $result = Test-Both
        $result.FailedCheck | Should -Be 'DefaultEndpointEnabled'
        Invoke-Expression ($result.Check | Where-Object Name -eq DefaultEndpointEnabled).Remedy
        (Test-Both).Verdict | Should -Be 'Reachable'
    }

    It 'disables the default host for nobody' {
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true
        (Test-Both).Verdict | Should -Be 'Reachable'
    }

    It 'is deployed by the same command with a stage' {
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo
        (Test-Both).Verdict | Should -Be 'Blocked'
        $now = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo
        $now.Stage.DeploymentId | Should -Be ($api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo).Stage.DeploymentId
    }

    It 'comes with the deployment to which a stage is set back' {
        $disabled = $api | Set-PrivateApi -DisableExecuteApiEndpoint $true -StageName demo
        $null = $api | Set-PrivateApi -DisableExecuteApiEndpoint $false -StageName demo
        (Test-Both).Verdict | Should -Be 'Reachable'
        $null = $api | Restore-PrivateApi -StageName demo -DeploymentId $disabled.Stage.DeploymentId -Confirm:$false
        (Test-Both).FailedCheck | Should -Be 'DefaultEndpointEnabled'
    }

    It 'makes no alias, and takes none away' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId, $without.VpcEndpointId -StageName demo -Force
        $null = $api | Set-PrivateApi -AddVpcEndpointId $without.VpcEndpointId
        $result = Test-Both $other
        $result.FailedCheck | Should -Contain 'EndpointAssociated'
        ($result.Check | Where-Object Name -eq EndpointAssociated).Remedy | Should -BeLike 'Publish-PrivateApi *'
        $null = $api | Set-PrivateApi -AddVpcEndpointId $without.VpcEndpointId -StageName demo
        (Test-Both $other).Verdict | Should -Be 'Reachable'
        $null = $api | Set-PrivateApi -RemoveVpcEndpointId $without.VpcEndpointId
        (Test-Both $other).Verdict | Should -Be 'Reachable'
        $null = $api | Set-PrivateApi -RemoveVpcEndpointId $without.VpcEndpointId -StageName demo
        (Test-Both $other).Verdict | Should -Be 'Blocked'
    }
}
