# A step of a CI run in a world where whoever made the things meant harm: names, tags, policies, answers, log lines. Everything that
# a command shows is shown here, on every stream; Terminal.Tests.ps1 reads what came of it.
param([string] $Module, [string] $NameFile, [string] $Folder)
$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = $ErrorActionPreference = 'Continue'
Import-Module $Module -Verbose:$false
$names = Get-Content $NameFile -Raw | ConvertFrom-Json
$null = Start-Transcript (Join-Path $Folder transcript.txt)

# What can be made hostile by hand, as a reader of AWS's answers would get it.
function Get-Hostile([type] $Type, [string] $Text) {
    $item = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
    foreach ($property in $Type.GetProperties().Where{ $_.CanWrite }) {
        $value = switch -Wildcard ($property.PropertyType.ToString()) {
            'System.String' { $Text }
            'System.Object' { [pscustomobject] @{ $Text = $Text } }
            '*IReadOnlyDictionary*String,System.String*' { $pairs = [Collections.Generic.Dictionary[string, string]]::new(); $pairs[$Text] = $Text; , $pairs }
            '*IReadOnlyDictionary*' { , [Collections.Generic.Dictionary[string, timespan]]::new() }
            '*IReadOnlyList*System.String*' { , [string[]] $Text }
            '*IReadOnlyList*' { , [Array]::CreateInstance($property.PropertyType.GenericTypeArguments[0], 0) }
            default { $null }
        }
        if ($null -ne $value) { $property.SetValue($item, $value) }
    }
    $item
}

# A call of API Gateway, for names that the module itself would not give. The lab verifies no signature.
function Invoke-Lab([string] $Path, [string] $Body) {
    $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0' }
    Invoke-RestMethod "$($lab.EndpointUrl)$Path" -Method Post -Headers $headers -SkipHeaderValidation -ContentType application/json -Body $Body -Verbose:$false -Debug:$false
}

function Show($Item) {
    if ($null -eq $Item) { return }
    foreach ($rendering in 'Host', 'PlainText', 'Ansi') {
        $PSStyle.OutputRendering = $rendering
        $Item | Out-Default
        $Item | Format-List | Out-Default
    }
    $Item | Format-Table -AutoSize | Out-Default
    $Item | Format-Wide | Out-Default
    $Item | Format-Custom | Out-Default
}

$core = (Get-Command Get-PrivateApi).OutputType[0].Type.Assembly
$types = ([xml] (Get-Content "$Module/PrivateApi.Format.ps1xml" -Raw)).SelectNodes('//TypeName').InnerText | Select-Object -Unique | ForEach-Object { $core.GetType($_) } | Where-Object { $_ -and $_.GetProperties().Where{ $_.CanWrite } }
$definition = @'
{"openapi":"3.0.1","info":{"title":TEXT,"description":TEXT,"version":"1"},"x-amazon-apigateway-policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]},"paths":{"/pets":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},"responses":{"default":{"statusCode":"200","responseTemplates":{"application/json":TEXT}}}}}}}}
'@
$lab = Start-PrivateApiLab -Region eu-west-1 6>$null
$network = New-PrivateApiNetwork plain 4>$null
$endpoint = $network | New-PrivateApiEndpoint 4>$null
foreach ($text in $names) {
    "--- $($names.IndexOf($text))"
    foreach ($type in $types) { Show (Get-Hostile $type $text) }

    # Questions that nobody answers, and what would be done.
    New-PrivateApiNetwork $text -CidrBlock 10.8.0.0/16 -WhatIf
    New-PrivateApi $text -Sample PetStore -StageName demo -VpcEndpointId $endpoint.VpcEndpointId -WhatIf

    # A world of such things.
    $json = $text | ConvertTo-Json
    New-PrivateApi $text -OpenApi $definition.Replace('TEXT', $json) -VpcEndpointId $endpoint.VpcEndpointId -StageName demo | Out-Default
    $made = Invoke-Lab "restapis?mode=import&endpointConfigurationTypes=PRIVATE&vpcEndpointIds=$($endpoint.VpcEndpointId)" $definition.Replace('TEXT', $json)
    $null = Invoke-Lab "restapis/$($made.id)/deployments" (@{ stageName = 'demo'; description = $text } | ConvertTo-Json)
    $api = Get-PrivateApi -RestApiId $made.id
    Show $api
    Show ($api | Get-PrivateApi)
    Get-PrivateApi $text | Out-Default
    $policy = "{`"Version`":`"2012-10-17`",`"Id`":$json,`"Statement`":[{`"Sid`":$json,`"Effect`":`"Deny`",`"Principal`":`"*`",`"Action`":`"execute-api:Invoke`",`"Resource`":`"execute-api:/*`",`"Condition`":{`"StringNotEquals`":{`"aws:SourceVpce`":[$json,`"vpce-0123456789abcdef0`"]}}},{`"Effect`":`"Allow`",`"Principal`":`"*`",`"Action`":`"execute-api:Invoke`",`"Resource`":`"execute-api:/*`"}]}"
    $api | Set-PrivateApiPolicy -Policy $policy -WhatIf
    Show ($endpoint | Invoke-PrivateApi $api.RestApiId demo /pets -Via Lambda -Log)
    $api | Set-PrivateApiPolicy -Policy $policy -StageName demo -Force | Out-Default
    Show ($api | Get-PrivateApiPolicy)
    Show (Test-PrivateApiPolicy $policy)
    Show (Get-PrivateApiAccess $policy)
    Show (Get-PrivateApiAccess $policy -ExpectOnly vpce-0123456789abcdef0)
    Show (Test-PrivateApiPolicy $policy -Resource "/demo/GET/$text" -Context @{ 'aws:SourceVpce' = $text })
    $results = $api | Test-PrivateApi -StageName demo -Path "/$text" -SnapshotPath (Join-Path $Folder case.json)
    Show $results
    Show $results.Check
    Show ($api | Test-PrivateApi -StageName demo -Detailed)
    foreach ($format in 'Html', 'Markdown', 'JUnit', 'Json') { $results | Export-PrivateApiReport $format | Out-Default }
    Test-PrivateApiPolicy $policy | Export-PrivateApiReport Sarif | Out-Default
    $api | Export-PrivateApiTemplate | Out-Default
    $api | Export-PrivateApiTemplate -Format Json | Out-Default
    $api | Publish-PrivateApi -StageName $text -WhatIf
    $api | Publish-PrivateApi -StageName $text | Out-Default
    $api | Remove-PrivateApi -WhatIf

    # Failures about them, in every way PowerShell shows one.
    Get-PrivateApi -RestApiId $text | Out-Default
    Get-PrivateApiEndpoint $text | Out-Default
    Get-PrivateApiNetwork $text | Out-Default
    Test-PrivateApi -SnapshotPath $text | Out-Default
    Test-PrivateApiPolicy "{`"Version`":$json}" | Out-Default
    New-PrivateApi x -OpenApi "{`"openapi`":$json}" | Out-Default
    Get-PrivateApi -ProfileName $text | Out-Default
    Get-PrivateApi -EndpointUrl 'http://127.0.0.1:9' -Region "x$text" -AccessKey a -SecretKey b | Out-Default
    foreach ($record in $Error) {
        $record.ToString()
        $record.Exception.Message
        $record.CategoryInfo.ToString()
        $record.FullyQualifiedErrorId
    }
    foreach ($view in 'ConciseView', 'NormalView', 'CategoryView') {
        $ErrorView = $view
        $Error | Out-Default
    }
    $ErrorView = 'ConciseView'
    $Error.Clear()
    $api | Remove-PrivateApi -Force 4>$null
}

Stop-PrivateApiLab
$null = Stop-Transcript
