using System.Management.Automation;
using Amazon.APIGateway.Model;

namespace PrivateApi.Tests;

/// <summary>
/// Side by side with AWS Tools for PowerShell: their objects into our commands, ours into theirs, their session variables.
/// </summary>
public sealed class InteropTests : IDisposable
{
    // Parameters as AWS Tools declares them (its sources: key parameter at position 0 and by value, all by property name).
    private const string TheirCommands = """
        function Get-EC2VpcEndpoint { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline)] [Alias('VpcEndpointIds')] [string[]] $VpcEndpointId,
            [Parameter(Position = 1, ValueFromPipelineByPropertyName)] [Alias('Filters')] [object[]] $Filter,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        function Edit-EC2VpcEndpoint { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline, Mandatory)] [string] $VpcEndpointId,
            [Parameter(ValueFromPipelineByPropertyName)] [Nullable[bool]] $PrivateDnsEnabled,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        function Get-EC2Vpc { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline)] [Alias('VpcIds')] [string[]] $VpcId,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        function Get-EC2Subnet { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline)] [Alias('SubnetIds')] [string[]] $SubnetId,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        function Get-AGStage { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline, Mandatory)] [AllowEmptyString()] [AllowNull()] [string] $RestApiId,
            [Parameter(ValueFromPipelineByPropertyName, Mandatory)] [AllowEmptyString()] [AllowNull()] [string] $StageName,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        function Get-AGRestApi { [CmdletBinding()] param(
            [Parameter(Position = 0, ValueFromPipelineByPropertyName, ValueFromPipeline, Mandatory)] [string] $RestApiId,
            [Parameter(ValueFromPipelineByPropertyName)] [object] $Region)
            process { $PSBoundParameters } }
        """;

    private readonly ModuleSession _session = new();

    public InteropTests() =>
        _session.Run(
            """
            $lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0
            $network = New-PrivateApiNetwork shop
            $endpoint = $network | New-PrivateApiEndpoint
            $api = $endpoint | New-PrivateApi PetStore -Sample PetStore -StageName demo
            """
        );

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Their_list_of_APIs_pipes_into_Remove_PrivateApi()
    {
        _session.Set("theirs", TheirApi<RestApi>(Text("$api.RestApiId")));
        _session.Run("$theirs | Remove-PrivateApi -Force");
        Assert.Empty(_session.Run("Get-PrivateApi"));
    }

    [Fact]
    public void Their_stage_says_which_stage()
    {
        _session.Set("theirs", new Stage { StageName = "demo", DeploymentId = "abc123" });
        Assert.Equal("demo", Text("($theirs | Get-PrivateApiPolicy -RestApiId $api).StageName"));
    }

    [Fact]
    public void Their_VPC_subnets_and_groups_are_taken_where_ids_are()
    {
        _session.Set("vpc", AwsTools.Ec2Object("Vpc", ("VpcId", Text("$network.VpcId"))));
        _session.Set(
            "subnets",
            new[] { AwsTools.Ec2Object("Subnet", ("SubnetId", Text("$network.SubnetId[0]")), ("VpcId", Text("$network.VpcId"))) }
        );
        _session.Set("group", AwsTools.Ec2Object("SecurityGroup", ("GroupId", Text("$network.SecurityGroupId"))));
        Assert.Equal(Text("$endpoint.VpcEndpointId"), Text("($vpc | Get-PrivateApiEndpoint).VpcEndpointId"));
        Assert.Equal("shop", Text("($vpc | Get-PrivateApiNetwork).Name"));
        PSObject changed = Assert.Single(_session.Run("$endpoint | Set-PrivateApiEndpoint -SubnetId $subnets -SecurityGroupId $group"));
        Assert.Equal([Text("$network.SubnetId[0]")], (IEnumerable<string>)changed.Properties["SubnetId"].Value);
        Assert.Equal([Text("$network.SecurityGroupId")], (IEnumerable<string>)changed.Properties["SecurityGroupId"].Value);
    }

    [Theory]
    [InlineData("$endpoint | Get-EC2VpcEndpoint", "VpcEndpointId", "$endpoint.VpcEndpointId")]
    [InlineData("$endpoint | Edit-EC2VpcEndpoint", "VpcEndpointId", "$endpoint.VpcEndpointId")]
    [InlineData("$endpoint | Get-EC2Vpc", "VpcId", "$network.VpcId")]
    [InlineData("$endpoint | Get-EC2Subnet", "SubnetId", "$endpoint.SubnetId")]
    [InlineData("$network | Get-EC2Vpc", "VpcId", "$network.VpcId")]
    [InlineData("$network | Get-EC2Subnet", "SubnetId", "$network.SubnetId")]
    [InlineData("$api | Get-AGRestApi", "RestApiId", "$api.RestApiId")]
    [InlineData("$api.Stage | Get-AGStage", "StageName", "'demo'")]
    [InlineData("$api.Stage | Get-AGStage", "RestApiId", "$api.RestApiId")]
    [InlineData("$api | Test-PrivateApi -StageName demo | Get-AGStage", "StageName", "'demo'")]
    [InlineData("$endpoint | Invoke-PrivateApi $api demo /pets -Via Lambda | Get-AGStage", "RestApiId", "$api.RestApiId")]
    public void Ours_pipe_into_theirs(string pipeline, string parameter, string expected)
    {
        _session.Run(TheirCommands);
        Assert.Equal(
            _session.Run(expected).Select(id => id.ToString()),
            _session.Run($"$bound = {pipeline}; $bound['{parameter}']").Select(id => id.ToString())
        );
        Assert.Equal("eu-west-1", Text("$bound['Region']"));
    }

    [Fact]
    public void Credentials_of_theirs_are_taken_by_name()
    {
        _session.Set("keys", AwsTools.Keys("AKIDTHEIRS", "secret"));
        Assert.Equal(
            "eu-west-3",
            Text("(New-PrivateApiNetwork said -Credential $keys -Region eu-west-3 -EndpointUrl $lab.EndpointUrl).Region")
        );
    }

    private static T TheirApi<T>(string id)
        where T : RestApi, new() =>
        new()
        {
            Id = id,
            Name = "PetStore",
            Policy = "{}",
            CreatedDate = DateTime.UtcNow,
            EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
            Tags = new Dictionary<string, string> { ["Team"] = "payments" },
        };

    private object TheirEndpoint(string id) =>
        AwsTools.Ec2Object(
            "VpcEndpoint",
            ("VpcEndpointId", id),
            ("VpcId", Text("$endpoint.VpcId")),
            ("ServiceName", "com.amazonaws.eu-west-1.execute-api"),
            ("SubnetIds", _session.Run("$endpoint.SubnetId").Select(subnet => subnet.ToString()).ToList()),
            ("PrivateDnsEnabled", (bool?)true),
            ("OwnerId", "123456789012")
        );

    private string Text(string script) => Assert.Single(_session.Run(script)).ToString();
}
