BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiNetwork' {
    BeforeAll { $shop = New-PrivateApiNetwork shop; $test = New-PrivateApiNetwork test-1 }

    It 'lists all, in the order of their names' {
        (Get-PrivateApiNetwork).Name | Should -Be 'shop', 'test-1'
    }

    It 'finds by name, by wildcard, by id and from the pipeline' {
        (Get-PrivateApiNetwork shop).VpcId | Should -Be $shop.VpcId
        (Get-PrivateApiNetwork te*).VpcId | Should -Be $test.VpcId
        (Get-PrivateApiNetwork -VpcId $test.VpcId).Name | Should -Be 'test-1'
        ($shop | Get-PrivateApiNetwork).Name | Should -Be 'shop'
    }

    It 'says so when a name or an id is not there, and goes on' {
        $found = Get-PrivateApiNetwork nothing, shop -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'shop'
        $problem.FullyQualifiedErrorId | Should -Be 'NetworkNotFound,PrivateApi.Commands.GetPrivateApiNetworkCommand'
        $problem.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        { Get-PrivateApiNetwork -VpcId vpc-0123456789abcdef0 -ErrorAction Stop } | Should -Throw -ErrorId 'NetworkNotFound,PrivateApi.Commands.GetPrivateApiNetworkCommand'
    }

    It 'is silent when a wildcard matches nothing' {
        Get-PrivateApiNetwork no* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'refuses an object of another Region' {
        { $shop | Get-PrivateApiNetwork -Region eu-west-2 -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.GetPrivateApiNetworkCommand'
    }
}
