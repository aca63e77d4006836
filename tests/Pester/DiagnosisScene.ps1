# What the tests of a diagnosis stand on: a lab with an API that is reachable, a caller in its VPC, and ways to break things.
Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
$lab = Start-PrivateApiLab -Region eu-west-1 6>$null
$network = New-PrivateApiNetwork -Name Demo
$endpoint = $network | New-PrivateApiEndpoint
$api = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
$caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }

# A call of EC2 or IAM, for what the module has no command for. The lab reads who calls, and verifies no signature.
function Invoke-Aws([string] $Action, [hashtable] $Argument = @{}, [string] $Service = 'ec2', [string] $Version = '2016-11-15') {
    $headers = @{ Authorization = "AWS4-HMAC-SHA256 Credential=AKIDPESTER/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0" }
    $answer = Invoke-WebRequest -Uri $lab.EndpointUrl -Method Post -Headers $headers -Body ($Argument + @{ Action = $Action; Version = $Version }) -SkipHeaderValidation
    [xml] ($answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content)
}

function Get-Check($Result, [string] $Name) { $Result.Check | Where-Object Name -EQ $Name }
