# Results are piped on after Export-Clixml, from a job, and in another session, as if they had just been returned.
BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    $other = 'vpce-0123456789abcdef0'
    $file = "$TestDrive/result.xml"
    $transform = (Get-Command Repair-PrivateApi).Parameters['InputObject'].Attributes.Where{ $_ -is [Management.Automation.ArgumentTransformationAttribute] }[0]

    function Get-ReadBack($Object) {
        $Object | Export-Clixml -LiteralPath $file
        $transform.Transform($ExecutionContext, (Import-Clixml -LiteralPath $file))
    }

    # The members and their values; names in a dictionary have no order.
    function Get-Listing($Object) { @(($Object | ConvertTo-Json -Depth 12) -split "`n" | ForEach-Object TrimEnd ',' | Sort-Object) -join "`n" }

    # Stores a result, and reads it back with one property of its text changed.
    function Get-Damaged($Object, [string] $Pattern, [string] $Replacement) {
        $Object | Export-Clixml -LiteralPath $file
        $text = [IO.File]::ReadAllText($file)
        $damaged = [regex]::Replace($text, $Pattern, $Replacement)
        $damaged | Should -Not -Be $text
        [IO.File]::WriteAllText($file, $damaged)
        Import-Clixml -LiteralPath $file
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Stored results' {
    It 'reads <Name> back as it was' -ForEach @(
        @{ Name = 'a test with its live call'; Make = { $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda } }
        @{ Name = 'a test of an endpoint in detail'; Make = { $api | Test-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId -Detailed } }
        @{ Name = 'a test of a URL with headers'; Make = {
                Test-PrivateApi -Uri "https://$($api.RestApiId)-$($endpoint.VpcEndpointId).execute-api.eu-west-1.amazonaws.com/demo/pets?type=cat" @caller -Header @{ Accept = 'text/plain'; 'X-Trace' = '1' }
            } }
        @{ Name = 'a test with causes'; Make = { $api | Test-PrivateApi @caller -StageName demo -Observed '{"message":"Forbidden"}' } }
        @{ Name = 'an API'; Make = { Get-PrivateApi -RestApiId $api.RestApiId } }
        @{ Name = 'an endpoint'; Make = { Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId } }
        @{ Name = 'a network'; Make = { Get-PrivateApiNetwork -Name Demo } }
        @{ Name = 'a policy'; Make = { Get-PrivateApiPolicy -RestApiId $api.RestApiId -StageName demo } }
        @{ Name = 'a call'; Make = { Invoke-PrivateApi -RestApiId $api.RestApiId -StageName demo -Path /nowhere @caller -Via Lambda } }
        @{ Name = 'a repair'; Make = {
                $null = $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false
                $api | Test-PrivateApi @caller -StageName demo -Path /pets | Repair-PrivateApi -Force
            } }
    ) {
        $before = & $Make
        $after = Get-ReadBack $before
        $after.GetType() | Should -Be $before.GetType()
        Get-Listing $after | Should -BeExactly (Get-Listing $before)
        $after.ToString() | Should -BeExactly $before.ToString()
    }

    It 'shows <Name> as it was, and says enumerations by name' -ForEach @(
        @{ Name = 'a test that is blocked'; Make = { $api | Test-PrivateApi @caller -StageName demo -Path /nowhere } }
        @{ Name = 'a test with its live call'; Make = { $api | Test-PrivateApi @caller -StageName demo -Path /pets -Via Lambda } }
        @{ Name = 'a test in detail'; Make = { $api | Test-PrivateApi -VpcEndpointId $endpoint.VpcEndpointId -Detailed } }
        @{ Name = 'a call'; Make = { Invoke-PrivateApi -RestApiId $api.RestApiId -StageName demo -Path /nowhere @caller -Via Lambda } }
        @{ Name = 'a cause'; Make = { Resolve-PrivateApiError '{"message":"Forbidden"}' } }
        @{ Name = 'an API'; Make = { Get-PrivateApi -RestApiId $api.RestApiId } }
        @{ Name = 'an endpoint'; Make = { Get-PrivateApiEndpoint -VpcEndpointId $endpoint.VpcEndpointId } }
        @{ Name = 'a network'; Make = { Get-PrivateApiNetwork -Name Demo } }
        @{ Name = 'a policy'; Make = { New-PrivateApiPolicy $other } }
        @{ Name = 'who can call'; Make = { $api | Get-PrivateApiAccess } }
    ) {
        $before = @(& $Make)
        $before | Export-Clixml -LiteralPath $file
        $after = @(Import-Clixml -LiteralPath $file)
        $after | Out-String -Width 120 | Should -BeExactly ($before | Out-String -Width 120)
        foreach ($property in $before[0].PSObject.Properties.Where{ $_.Value -is [enum] }) {
            $after[0].($property.Name) | Should -BeExactly "$($property.Value)"
        }
    }

    It 'stores every enumeration by name' {
        $types = $api.GetType().Assembly.GetExportedTypes().Where{ $_.IsEnum }
        $types.Count | Should -BeGreaterThan 15
        foreach ($type in $types) { (Get-TypeData $type.FullName).SerializationMethod | Should -Be 'String' -Because $type.FullName }
    }

    It 'shows what is left of one that is not whole, and what it lacks' {
        $damaged = Get-Damaged ($api | Test-PrivateApi @caller -StageName demo -Path /pets) '<S N="Method">GET</S>' ''
        $damaged | Out-String -Width 120 | Should -Match "$($api.RestApiId)/demo: Reachable\r?\n.*TestResult.Method is missing"
    }

    It 'repairs a call whose test was stored, and takes a repair back that was stored' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false
        $policy = (Get-PrivateApiPolicy -RestApiId $api.RestApiId).Policy
        $api | Test-PrivateApi @caller -StageName demo -Path /pets | Export-Clixml -LiteralPath $file
        $repaired = Import-Clixml -LiteralPath $file | Repair-PrivateApi -Via Lambda -Force
        $repaired.Result.Live.StatusCode | Should -Be 200

        $repaired | Export-Clixml -LiteralPath $file
        $taken = Import-Clixml -LiteralPath $file | Repair-PrivateApi -Undo
        $taken.Verdict | Should -Be 'Blocked'
        (Get-PrivateApiPolicy -RestApiId $api.RestApiId).Policy | Should -BeExactly $policy
        (Repair-PrivateApi (Import-Clixml -LiteralPath $file).Result -Force).Verdict | Should -Be 'Reachable'
    }

    It 'repairs a call whose test comes from a job' {
        $null = $api | Set-PrivateApiPolicy -SourceVpce $other -StageName demo -Confirm:$false
        $module = (Get-Module PrivateApi).Path -replace 'psm1$', 'psd1'
        $job = Start-Job {
            Import-Module $using:module
            $caller = $using:caller
            Test-PrivateApi $using:api.RestApiId demo /pets @caller -EndpointUrl $using:lab.EndpointUrl -Region eu-west-1 -AccessKey AKIDJOB -SecretKey none
        }
        $test = $job | Receive-Job -Wait -AutoRemoveJob
        $test.PSObject.TypeNames[0] | Should -Be 'Deserialized.PrivateApi.Model.TestResult'
        ($test | Repair-PrivateApi -Via Lambda -Force).Result.Live.StatusCode | Should -Be 200
    }

    It 'refuses a stored result whose test had secrets, and says which it lacks' {
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets -ApiKey planted-secret-value
        $result | Export-Clixml -LiteralPath $file
        Get-Content $file -Raw | Should -Not -Match 'planted-secret-value'
        $refused = { Import-Clixml -LiteralPath $file | Repair-PrivateApi -Force -ErrorAction Stop } | Should -Throw -ErrorId 'NotRepairable,*' -PassThru
        $refused.Exception.Message | Should -Match 'its header x-api-key'
        ($result | Repair-PrivateApi -Force).Verdict | Should -Be 'Reachable'
    }

    It 'refuses a stored result in which <Fault>, with one error that says where' -ForEach @(
        @{ Fault = 'a member is missing'; Pattern = '<S N="Method">GET</S>'; Replacement = ''; Says = 'TestResult.Method is missing' }
        @{ Fault = 'a member is empty'; Pattern = '<S N="Method">GET</S>'; Replacement = '<Nil N="Method" />'; Says = 'TestResult.Method is empty' }
        @{ Fault = 'a status is unknown'; Pattern = '(N="Status">)\w+'; Replacement = '${1}Fine'; Says = "TestResult.Check\[0\].Status is 'Fine', not one of Passed" }
        @{ Fault = 'a list is a text'; Pattern = '(?s)<Obj N="Explanation" .*?</Obj>'; Replacement = '<S N="Explanation">none</S>'; Says = "TestResult.Explanation is 'none', not a list" }
        @{ Fault = 'a number is a text'; Pattern = '<(\w+) N="PredictedStatusCode"( />|>\d+</I32>)'; Replacement = '<S N="PredictedStatusCode">many</S>'; Says = "PredictedStatusCode is 'many', not Int32" }
        @{ Fault = 'checks were cut off'; Depth = 1; Says = "TestResult.Check\[0\] is '.*', not TestCheck" }
    ) {
        $result = $api | Test-PrivateApi @caller -StageName demo -Path /pets
        if ($Depth) {
            # As a session stores it that has not loaded the module.
            Remove-TypeData -TypeName PrivateApi.Model.TestResult
            try { $result | Export-Clixml -LiteralPath $file -Depth $Depth }
            finally { Update-TypeData -PrependPath "$PSScriptRoot/../../out/PrivateApi/PrivateApi.Types.ps1xml" }
            $damaged = Import-Clixml -LiteralPath $file
        }
        else { $damaged = Get-Damaged $result $Pattern $Replacement }
        $refused = { $damaged | Repair-PrivateApi -Force } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,PrivateApi.Commands.RepairPrivateApiCommand' -PassThru
        $refused.Exception.Message | Should -Match $Says
        $refused.Exception.Message | Should -Match 'Export-Clixml'
    }

    It 'takes nothing else that has properties: <Name>' -ForEach @(
        @{ Name = 'another deserialized object'; Make = { [pscustomobject]@{ PSTypeName = 'Deserialized.System.Uri'; Method = 'GET' } } }
        @{ Name = 'a result from JSON'; Make = { $api | Test-PrivateApi @caller -StageName demo | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
        @{ Name = 'a table'; Make = { @{ RestApiId = $api.RestApiId; StageName = 'demo' } } }
        @{ Name = 'a stored API'; Make = { $api | Export-Clixml -LiteralPath $file; Import-Clixml -LiteralPath $file } }
    ) {
        $given = & $Make
        { $given | Repair-PrivateApi -Force } | Should -Throw -ErrorId 'InputObject*,PrivateApi.Commands.RepairPrivateApiCommand'
        { Repair-PrivateApi $given -Force } | Should -Throw '*TestResult*'
    }
}
