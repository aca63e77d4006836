BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
    $network = New-PrivateApiNetwork shop
    $endpoint = $network | New-PrivateApiEndpoint
    $api = $endpoint | New-PrivateApi PetStore -Sample PetStore -StageName demo

    # The SDK that AWS Tools would have loaded, in a context of its own.
    $context = [System.Runtime.Loader.AssemblyLoadContext]::new('AWS Tools')
    $core = $context.LoadFromAssemblyPath((Resolve-Path "$PSScriptRoot/../../out/PrivateApi/bin/AWSSDK.Core.dll"))
    $ec2 = $context.LoadFromAssemblyPath((Resolve-Path "$PSScriptRoot/../../out/PrivateApi/bin/AWSSDK.EC2.dll"))
    $theirEndpoint = [Activator]::CreateInstance($ec2.GetType('Amazon.EC2.Model.VpcEndpoint'))
    $theirEndpoint.VpcEndpointId = $endpoint.VpcEndpointId
    $theirEndpoint.VpcId = $endpoint.VpcId
    $theirEndpoint.ServiceName = 'com.amazonaws.eu-west-1.execute-api'
    $created = [Activator]::CreateInstance($ec2.GetType('Amazon.EC2.Model.CreateVpcEndpointResponse'))
    $created.VpcEndpoint = $theirEndpoint

    # Shapes of AWSSDK.APIGateway and AWS.Tools.Common, which are not at hand.
    if (-not ('Amazon.PowerShell.Common.AWSPSCredentials' -as [type])) {
        Add-Type -TypeDefinition @'
namespace Amazon.APIGateway.Model
{
    public class RestApi { public string Id { get; set; } public string Name { get; set; } public string Policy { get; set; } }
    public class CreateRestApiResponse : RestApi { public object ResponseMetadata { get; set; } }
    public class Stage { public string StageName { get; set; } public string DeploymentId { get; set; } }
}
namespace Amazon.PowerShell.Common
{
    public class AWSPSCredentials
    {
        internal object Credentials { get; private set; }
        private readonly string name;
        public AWSPSCredentials(object credentials, string name) { Credentials = credentials; this.name = name; }
        public override string ToString() { return name; }
    }
}
'@
    }

    $theirApi = [Amazon.APIGateway.Model.RestApi] @{ Id = $api.RestApiId; Name = 'PetStore' }
    $made = [Amazon.APIGateway.Model.CreateRestApiResponse] @{ Id = $api.RestApiId; Name = 'PetStore' }
}

AfterAll { Stop-PrivateApiLab }

Describe 'Objects of AWS Tools' {
    It 'of Get-AGRestApiList pipe into every command about an API' {
        ($theirApi | Get-PrivateApi).RestApiId | Should -Be $api.RestApiId
        ($theirApi | Get-PrivateApiPolicy).RestApiId | Should -Be $api.RestApiId
        ($theirApi | Test-PrivateApi -StageName demo).Verdict | Should -Be 'Reachable'
        ($theirApi | Invoke-PrivateApi -Path /pets -Via Lambda).StatusCode | Should -Be 200
        ($theirApi | Publish-PrivateApi -StageName next).StageName | Should -Be 'next'
    }

    It 'that New-AGRestApi returns pipe in too' {
        ($made | Get-PrivateApi).RestApiId | Should -Be $api.RestApiId
        ($made | Set-PrivateApiPolicy -SourceVpce $endpoint -Force).RestApiId | Should -Be $api.RestApiId
        ($made | Set-PrivateApi -VpcEndpointId $endpoint).RestApiId | Should -Be $api.RestApiId
        ($made | Publish-PrivateApi -StageName next).StageName | Should -Be 'next'
    }

    It 'of Get-EC2VpcEndpoint and New-EC2VpcEndpoint pipe into the commands about endpoints' {
        foreach ($theirs in $theirEndpoint, $created) {
            ($theirs | Get-PrivateApiEndpoint).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
            ($theirs | Set-PrivateApiEndpoint -PrivateDnsEnabled $true -Force).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
            "$($theirs | New-PrivateApiPolicy)" | Should -Match $endpoint.VpcEndpointId
            (Set-PrivateApiPolicy $api -SourceVpce $theirs -StageName demo -Force | Test-PrivateApi -VpcEndpointId $theirs).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        }
    }

    It 'make a private API behind the endpoint that New-EC2VpcEndpoint made' {
        ($created | New-PrivateApi Orders -Sample PetStore).AssociatedVpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'are taken as arguments where an id is expected' {
        (Test-PrivateApi $theirApi demo -VpcEndpointId $theirEndpoint).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        (Test-PrivateApi -RestApiId $made -StageName demo -VpcEndpointId $created).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'of a list with many go one by one' {
        ($theirApi, $theirApi | Get-PrivateApi).Count | Should -Be 2
    }
}

Describe 'Our objects' {
    BeforeAll {
        # Parameters as AWS Tools declares them: the key one by value and at position 0, all by property name.
        function Get-EC2VpcEndpoint { [CmdletBinding()] param([Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline)] [Alias('VpcEndpointIds')] [string[]] $VpcEndpointId, [Parameter(ValueFromPipelineByPropertyName)] [object] $Region) process { $PSBoundParameters } }
        function Get-EC2Subnet { [CmdletBinding()] param([Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline)] [Alias('SubnetIds')] [string[]] $SubnetId, [Parameter(ValueFromPipelineByPropertyName)] [object] $Region) process { $PSBoundParameters } }
        function Get-AGStage { [CmdletBinding()] param([Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline, Mandatory)] [string] $RestApiId, [Parameter(ValueFromPipelineByPropertyName, Mandatory)] [string] $StageName, [Parameter(ValueFromPipelineByPropertyName)] [object] $Region) process { $PSBoundParameters } }
    }

    It 'pipe an endpoint, its subnets and its Region into theirs' {
        $bound = $endpoint | Get-EC2VpcEndpoint
        $bound.VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        $bound.Region | Should -Be 'eu-west-1'
        ($endpoint | Get-EC2Subnet).SubnetId | Should -Be $endpoint.SubnetId
        ($network | Get-EC2Subnet).SubnetId | Should -Be $network.SubnetId
    }

    It 'pipe a stage into theirs' {
        $bound = $api.Stage | Get-AGStage
        $bound.RestApiId | Should -Be $api.RestApiId
        $bound.StageName | Should -Be 'demo'
    }
}

Describe 'What is no API' {
    BeforeDiscovery {
        $commands = 'Get-PrivateApi', 'Set-PrivateApi', 'Remove-PrivateApi', 'Get-PrivateApiPolicy', 'Set-PrivateApiPolicy', 'Publish-PrivateApi', 'Invoke-PrivateApi', 'Test-PrivateApi'
        $cases = foreach ($command in $commands) { 'network', 'endpoint', 'theirEndpoint' | ForEach-Object { @{ Command = $command; Kind = $_ } } }
    }

    BeforeAll {
        $said = @{ network = "Network $($network.VpcId)"; endpoint = "Endpoint $($endpoint.VpcEndpointId)"; theirEndpoint = 'VpcEndpoint' }
        $more = @{
            'Set-PrivateApi' = @{ OpenApi = '{}' }; 'Remove-PrivateApi' = @{ Force = $true }; 'Publish-PrivateApi' = @{ StageName = 'demo' }
            'Set-PrivateApiPolicy' = @{ SourceVpce = $endpoint.VpcEndpointId; Force = $true }
        }
    }

    It 'is not taken for one: <Kind> | <Command>' -ForEach $cases {
        $arguments = $more[$Command] ?? @{}
        { Get-Variable $Kind -ValueOnly | & $Command @arguments -ErrorAction Stop } |
            Should -Throw -ErrorId "ParameterArgumentTransformationError,PrivateApi.Commands.$($Command.Replace('-', ''))Command" -ExpectedMessage "*An API is required, but $($said[$Kind]) has no RestApiId. Name the API with -RestApiId*"
    }

    It 'is taken for one by its number only, where that is all the id is' {
        { Get-PrivateApiPolicy 0123456789 -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,*' -ExpectedMessage '*no REST API 0123456789 *'
    }

    It 'has no policy of an API either: <Kind> | <Command>' -ForEach @(
        foreach ($command in 'Get-PrivateApiAccess', 'Test-PrivateApiPolicy') { 'network', 'endpoint' | ForEach-Object { @{ Command = $command; Kind = $_ } } }
    ) {
        { Get-Variable $Kind -ValueOnly | & $Command -ErrorAction Stop } |
            Should -Throw -ErrorId "InvalidPolicy,PrivateApi.Commands.$($Command.Replace('-', ''))Command" -ExpectedMessage "A policy is required, or an API that has one, but $($said[$Kind]) is neither.*"
    }
}

Describe 'The session of AWS Tools' {
    AfterEach {
        Set-Variable StoredAWSCredentials $null -Scope Global
        Set-Variable StoredAWSRegion $null -Scope Global
    }

    It 'is honoured: Set-AWSCredential and Set-DefaultAWSRegion' {
        $keys = [Activator]::CreateInstance($core.GetType('Amazon.Runtime.BasicAWSCredentials'), 'AKIDTHEIRS', 'secret')
        Set-Variable StoredAWSCredentials ([Amazon.PowerShell.Common.AWSPSCredentials]::new($keys, 'work')) -Scope Global
        Set-Variable StoredAWSRegion 'eu-central-1' -Scope Global
        $network, $said = (New-PrivateApiNetwork theirs -EndpointUrl $lab.EndpointUrl -Verbose 4>&1).Where({ $_ -isnot [System.Management.Automation.VerboseRecord] }, 'Split')
        $network.Region | Should -Be 'eu-central-1'
        "$said" | Should -Match ([regex]::Escape('Region eu-central-1 from $StoredAWSRegion, credentials from $StoredAWSCredentials.'))
        "$said" | Should -Not -Match 'secret'
    }

    It 'gives way to what is on the command' {
        Set-Variable StoredAWSRegion 'eu-central-1' -Scope Global
        (New-PrivateApiNetwork said -Region us-east-1 -AccessKey a -SecretKey b -EndpointUrl $lab.EndpointUrl).Region | Should -Be 'us-east-1'
    }
}
