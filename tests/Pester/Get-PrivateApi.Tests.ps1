BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $one = New-PrivateApi -Name shop-one -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo
    $two = New-PrivateApi -Name shop-two -Sample PetStore -SourceVpce vpce-0123456789abcdef0
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApi' {
    It 'lists them all, by name' {
        (Get-PrivateApi).Name | Should -Be 'shop-one', 'shop-two'
    }

    It 'takes wildcards, and is silent when nothing matches' {
        (Get-PrivateApi *-two).RestApiId | Should -Be $two.RestApiId
        Get-PrivateApi nothing* | Should -BeNullOrEmpty
    }

    It 'says so when a name or an id is not there' {
        { Get-PrivateApi nothing -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.GetPrivateApiCommand'
        { Get-PrivateApi -RestApiId a1b2c3d4e5 -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.GetPrivateApiCommand'
    }

    It 'takes our objects, objects with an Id, and ids' {
        ($one | Get-PrivateApi).Name | Should -Be 'shop-one'
        ([pscustomobject]@{ Id = $one.RestApiId } | Get-PrivateApi).Name | Should -Be 'shop-one'
        ($one.RestApiId | Get-PrivateApi).Name | Should -Be 'shop-one'
    }

    It 'shows no address while there is no stage' {
        $two.Url | Should -BeNullOrEmpty
        $one.Url[0].Url | Should -Be "https://$($one.RestApiId).execute-api.eu-west-1.amazonaws.com/demo"
    }

    It 'fits a table into 120 columns' {
        foreach ($line in (Get-PrivateApi | Out-String -Width 200 -Stream)) { $line.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }
}
