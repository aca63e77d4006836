<#
.SYNOPSIS
    Classic faults of private APIs on the lab: creates and finds each one, lets Repair-PrivateApi mend it, and proves the result with a
    call from inside the VPC.
.DESCRIPTION
    Runs offline, in some seconds and without an AWS account. Each fault is created as it happens in an account, with the
    module's commands or with a call to AWS. Test-PrivateApi then says which check fails, and a call from the caller's place
    (-Via Lambda) has the predicted outcome. Repair-PrivateApi makes the smallest change that lets the call through, says what
    it opens, and proves it with the same call. What is wrong with the call itself no change of an account mends: there
    Repair-PrivateApi refuses and says what to do.
.EXAMPLE
    pwsh examples/runbook.ps1
.EXAMPLE
    dotnet run --project src/Pwsh -- examples/runbook.ps1
#>
[CmdletBinding()]
param([string] $Region = 'eu-west-1')

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
if (-not (Get-Command New-PrivateApiNetwork -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../out/PrivateApi"
}

# Calls that the module has no command for are sent to the lab as AWS Tools would send them. The lab reads the caller and
# the service from the signature, but does not verify it.
function Send-Aws([string] $Method, [string] $Path, [string] $Service, [Net.Http.HttpContent] $Content) {
    $request = [Net.Http.HttpRequestMessage]::new($Method, "$($lab.EndpointUrl)$Path")
    $scope = "AKIDRUNBOOK/20260101/$Region/$Service/aws4_request"
    $signature = "AWS4-HMAC-SHA256 Credential=$scope, SignedHeaders=host, Signature=0"
    $null = $request.Headers.TryAddWithoutValidation('Authorization', $signature)
    $request.Content = $Content
    $answer = $http.Send($request)
    $text = [IO.StreamReader]::new($answer.Content.ReadAsStream()).ReadToEnd()
    if (-not $answer.IsSuccessStatusCode) { throw $text }
    $text
}

function Invoke-Ec2([string] $Action, [hashtable] $Argument) {
    $form = [Collections.Generic.Dictionary[string, string]]::new()
    $form['Action'] = $Action
    $form['Version'] = '2016-11-15'
    foreach ($name in $Argument.Keys) { $form[$name] = "$($Argument[$name])" }
    [xml] (Send-Aws POST '' ec2 ([Net.Http.FormUrlEncodedContent]::new($form)))
}

# Ids of a VPC's parts, each once.
function Find-Ec2([string] $Action, [string] $Tag, [string] $VpcId) {
    $answer = Invoke-Ec2 $Action @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $VpcId }
    [Collections.Generic.HashSet[string]] @($answer.GetElementsByTagName($Tag).InnerText)
}

# One fault: create it, find it, check that the call fails as predicted.
function Find-Fault([string] $Title, [string] $Check, [scriptblock] $Make, [hashtable] $Call) {
    $script:count++
    Write-Host "==> $script:count. $Title"
    $null = & $Make
    $found = $api | Test-PrivateApi @Call -Via Lambda
    $failed = $found.Check | Where-Object Name -EQ $Check
    if ($failed.Status -ne 'Failed') { throw "$Check should fail, but is $($failed.Status): $($failed.Message)" }
    if (-not $found.Agrees) {
        throw "Predicted $($found.PredictedFailure) $($found.PredictedBody), but the call got $($found.Live.Failure) $($found.Live.Content)"
    }
    Write-Host "    $($found.Verdict): $($found.Live.Failure) $($found.Live.StatusCode) $($found.Live.Content)"
    Write-Host "    $Check - $($failed.Message)"
    $found
}

# A fault of the account: Repair-PrivateApi mends it, and the call gets through.
function Test-Fault([string] $Title, [string] $Check, [scriptblock] $Make, [hashtable] $Call = $inside) {
    $repair = Find-Fault $Title $Check $Make $Call | Repair-PrivateApi -Via Lambda -Force
    if ($repair.Verdict -eq 'Blocked' -or $repair.Result.Live.StatusCode -ne 200) { throw "Not mended: $repair, $($repair.Result.Live)" }
    foreach ($change in $repair.Change) { "    mended: $change$($change.Opens ? "; opens $($change.Opens)" : '')" }
    "    $($repair.Verdict), $($repair.Result.Live.StatusCode)"
    $script:mended++
}

# A fault of the call: Repair-PrivateApi says what to do, and the call gets through once that is done.
function Test-Call([string] $Title, [string] $Check, [scriptblock] $Mend, [hashtable] $Call, [hashtable] $Later = $Call) {
    $found = Find-Fault $Title $Check { } $Call
    $null = $found | Repair-PrivateApi -Force -ErrorVariable refused -ErrorAction SilentlyContinue
    if ($refused[0].FullyQualifiedErrorId -notlike 'NotRepairable,*') { throw "Repair-PrivateApi should refuse: $refused" }
    "    $refused"
    $null = & $Mend
    $proof = $api | Test-PrivateApi @Later -Via Lambda
    if ($proof.Verdict -eq 'Blocked' -or $proof.Live.StatusCode -ne 200) { throw "After the fix: $proof, $($proof.Live)" }
    "    fixed: $($proof.Verdict), $($proof.Live.StatusCode)"
}

# A path for everybody, one that needs a signature, and one that needs an API key.
$mock = @'
responses: { '200': { description: fine } },
      x-amazon-apigateway-integration: {
        type: mock, requestTemplates: { application/json: '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } }
      }
'@
$definition = @"
openapi: 3.0.1
info: { title: Shop, version: '1' }
paths:
  /pets: { get: { $mock } }
  /orders: { get: { security: [ { sigv4: [] } ], $mock } }
  /stock: { get: { security: [ { key: [] } ], $mock } }
components:
  securitySchemes:
    key: { type: apiKey, name: x-api-key, in: header }
    sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
"@

$count = 0
$mended = 0
$http = [Net.Http.HttpClient]::new()
$lab = Start-PrivateApiLab -Region $Region
try {
    $network = New-PrivateApiNetwork -Name Runbook
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi -Name Runbook -OpenApi $definition -StageName demo
    $vpce = $endpoint.VpcEndpointId
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
    $inside = $caller + @{ StageName = 'demo'; Path = '/pets' }
    $default = $inside + @{ UrlForm = 'PrivateDns' }

    # Without private DNS nothing else answers the alias.
    $alias = $inside + @{ UrlForm = 'Alias'; VpcEndpointId = $vpce }
    Test-Fault 'The endpoint is not associated with the API, so its alias does not exist' EndpointAssociated -Call $alias -Make {
        Set-PrivateApiEndpoint -VpcEndpointId $vpce -PrivateDnsEnabled $false -Force
        Set-PrivateApi -RestApiId $api.RestApiId -VpcEndpointId @() -StageName demo
    }

    Test-Fault 'Private DNS of the endpoint is off' NameResolves -Call $default -Make {
        Set-PrivateApiEndpoint -VpcEndpointId $vpce -PrivateDnsEnabled $false -Force
    }

    Test-Fault 'DNS hostnames of the VPC are off' NameResolves -Call $default -Make {
        Invoke-Ec2 ModifyVpcAttribute @{ VpcId = $network.VpcId; 'EnableDnsHostnames.Value' = 'false' }
    }

    Test-Fault 'The default host is disabled' DefaultEndpointEnabled -Call $default -Make {
        Set-PrivateApi -RestApiId $api.RestApiId -DisableExecuteApiEndpoint $true -StageName demo
    }

    $https = @{
        GroupId                      = $network.SecurityGroupId
        'IpPermissions.1.IpProtocol' = 'tcp'
        'IpPermissions.1.FromPort'   = 443
        'IpPermissions.1.ToPort'     = 443
    }
    Test-Fault 'The endpoint''s security group is closed' EndpointIngress -Make {
        Invoke-Ec2 RevokeSecurityGroupIngress ($https + @{ 'IpPermissions.1.IpRanges.1.CidrIp' = $network.CidrBlock })
    }

    $elsewhere = $inside + @{}
    $elsewhere.SubnetId = $network.PublicSubnetId[0]
    $acl = @(Find-Ec2 DescribeNetworkAcls networkAclId $network.VpcId)[0]
    Test-Fault 'A network ACL allows requests in but no answers out' EndpointNetworkAcl -Call $elsewhere -Make {
        $deny = @{ NetworkAclId = $acl; RuleNumber = 50; Protocol = 6; RuleAction = 'deny'; Egress = 'true' }
        Invoke-Ec2 CreateNetworkAclEntry ($deny + @{ CidrBlock = $network.CidrBlock; 'PortRange.From' = 1024; 'PortRange.To' = 65535 })
    }

    $peer = New-PrivateApiNetwork -Name RunbookPeer -CidrBlock 10.1.0.0/16
    $peered = @{ StageName = 'demo'; Path = '/pets'; SubnetId = $peer.SubnetId[0]; SecurityGroupId = $peer.SecurityGroupId }
    Test-Fault 'A peered VPC has a route to the endpoint, but there is no route back' CallerRoute -Call $peered -Make {
        $made = Invoke-Ec2 CreateVpcPeeringConnection @{ VpcId = $peer.VpcId; PeerVpcId = $network.VpcId }
        $script:peering = $made.GetElementsByTagName('vpcPeeringConnectionId')[0].InnerText
        Invoke-Ec2 AcceptVpcPeeringConnection @{ VpcPeeringConnectionId = $peering }
        $asked = @{ 'VpcPeeringConnectionId.1' = $peering }
        while ((Invoke-Ec2 DescribeVpcPeeringConnections $asked).GetElementsByTagName('code')[0].InnerText -ne 'active') {
            [Threading.Thread]::Sleep(50)
        }

        Invoke-Ec2 AuthorizeSecurityGroupIngress ($https + @{ 'IpPermissions.1.IpRanges.1.CidrIp' = $peer.CidrBlock })
        foreach ($table in Find-Ec2 DescribeRouteTables routeTableId $peer.VpcId) {
            Invoke-Ec2 CreateRoute @{ RouteTableId = $table; DestinationCidrBlock = $network.CidrBlock; VpcPeeringConnectionId = $peering }
        }
    }

    Test-Fault 'The endpoint''s policy does not allow the call' EndpointPolicy -Make {
        $statement = @{ Effect = 'Allow'; Principal = '*'; Action = 'execute-api:ManageConnections'; Resource = '*' }
        $policy = @{ Version = '2012-10-17'; Statement = @($statement) } | ConvertTo-Json -Depth 4
        Set-PrivateApiEndpoint -VpcEndpointId $vpce -Policy $policy
    }

    Test-Fault 'The API''s policy names another endpoint' ResourcePolicy -Make {
        $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo
    }

    Test-Fault 'The right policy is set, but was never deployed' PolicyDeployed -Make {
        $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo
        $api | Set-PrivateApiPolicy -SourceVpce $vpce
    }

    # Nobody makes a stage out of a name that was mistyped.
    Test-Call 'The stage does not exist' StageDeployed -Mend { } -Call ($caller + @{ StageName = 'prod'; Path = '/pets' }) -Later $inside

    $key = Send-Aws POST apikeys apigateway ([Net.Http.StringContent]::new('{"name":"Runbook","enabled":true}')) | ConvertFrom-Json
    $stock = $caller + @{ StageName = 'demo'; Path = '/stock'; ApiKey = $key.value }
    Test-Fault 'The API key is in no usage plan' ApiKey -Call $stock -Make { }

    Test-Fault 'The API key is disabled' ApiKey -Call $stock -Make {
        $patch = '{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}'
        Send-Aws PATCH "apikeys/$($key.id)" apigateway ([Net.Http.StringContent]::new($patch))
    }

    $capital = $caller + @{ StageName = 'demo'; Path = '/Pets' }
    Test-Call 'The path does not exist: names are case-sensitive' MethodExists -Call $capital -Mend {
        $api | Set-PrivateApi -OpenApi $definition.Replace('/pets:', '/Pets:') -Mode Merge -StageName demo
    }

    # The signer's own policies are not read, so the verdict stays Unknown and the call shows the result.
    $orders = $caller + @{ StageName = 'demo'; Path = '/orders' }
    Test-Call 'The method needs a signature, and the call has none' MethodAuthorization -Mend { } -Call $orders `
        -Later ($orders + @{ SignRequest = $true; Principal = "arn:aws:iam::$($lab.AccountId):user/lab" })

    $script:count++
    "==> $count. Private DNS cuts the VPC off from the account's public APIs: a warning, because the private API answers"
    $body = [Net.Http.StringContent]::new('{"name":"PublicShop","endpointConfiguration":{"types":["REGIONAL"]}}')
    $null = Send-Aws POST restapis apigateway $body
    $warned = ($api | Test-PrivateApi @inside).Check | Where-Object Name -EQ PublicApiShadowed
    if ($warned.Status -ne 'Warning') { throw "PublicApiShadowed should warn, but is $($warned.Status)" }
    "    PublicApiShadowed - $($warned.Message)"
    "    fix with: $($warned.Remedy)"
    $null = Set-PrivateApiEndpoint -VpcEndpointId $vpce -PrivateDnsEnabled $false -Force
    $proof = $api | Test-PrivateApi @inside -Via Lambda
    $shadowed = ($proof.Check | Where-Object Name -EQ PublicApiShadowed).Status
    if ($proof.UrlForm -ne 'Alias' -or $proof.Live.StatusCode -ne 200 -or $shadowed -ne 'NotApplicable') { throw "After the fix: $proof" }
    "    fixed: $($proof.Live.StatusCode) through the alias $($proof.Url)"

    "==> Done: $count faults created and found, $mended of them mended by Repair-PrivateApi, and all proven"
}
finally {
    $lab | Stop-PrivateApiLab
    $http.Dispose()
}
